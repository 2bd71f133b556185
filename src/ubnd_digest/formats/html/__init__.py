"""Web pages: the main text of a page, with a way back from every character to the page."""
