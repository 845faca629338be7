"""What leaves the archive as a file: all records of a search as a table or as lines, its newest ones as a feed. Pure."""
