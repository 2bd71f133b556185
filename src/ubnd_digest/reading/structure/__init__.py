"""Lines, title, lead, headings, items."""
