"""JSON there and back, and its schema."""
