"""Digests as tables: their schemas, their rows, and the files that keep them."""
