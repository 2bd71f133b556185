"""The values: frozen, and importing nothing above them."""
