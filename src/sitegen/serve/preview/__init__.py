"""The site in memory, and the watcher of its sources."""
