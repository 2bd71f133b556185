"""Who publishes digests: records, which there are, and whose digest a text is."""
