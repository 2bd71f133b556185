"""What joins mentions and digests."""
