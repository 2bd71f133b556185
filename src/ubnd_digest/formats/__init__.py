"""In and out: each format in one place, both directions together."""
