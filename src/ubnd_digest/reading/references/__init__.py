"""Documents that are named, laws, places in them, and who issued them."""
