"""Who must act, and by when."""
