"""What one text says, step by step."""
