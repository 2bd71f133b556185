"""Digests as something to look at: a page in one file, and what a notebook shows."""
