"""How fast, how big, how soon: measurements of ubnd-digest, run by hand (``python -m benchmarks``)."""
