"""A single document: its letterhead, its parts, its end."""
