"""For those who write grammars: read, check and explain them."""
