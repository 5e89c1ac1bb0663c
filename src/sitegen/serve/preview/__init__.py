"""The site in memory, and when to look again."""
