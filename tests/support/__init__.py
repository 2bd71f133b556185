"""What several tests need: the gold, pages that are run, budgets of laws, the blocks of a digest."""
