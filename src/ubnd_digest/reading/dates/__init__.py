"""Days, lengths of time, and what is counted from them."""
