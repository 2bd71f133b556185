"""The machine that composes, compiles and scans grammars; it knows no rule by its name."""
