"""What was found, in the forms of other tools."""
