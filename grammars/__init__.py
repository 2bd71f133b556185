"""The grammars of ubnd-digest, shipped as package data."""
