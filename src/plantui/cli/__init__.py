"""One door: the command line. Standard output carries data only."""
