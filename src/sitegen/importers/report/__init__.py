"""What became of every record and every word of the sources."""
