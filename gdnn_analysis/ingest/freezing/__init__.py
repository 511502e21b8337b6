"""A reading of a data directory as files: written once, read back to the same dataset."""
