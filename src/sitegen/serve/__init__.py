"""Preview while writing: a server on this machine, a watcher, and the site in memory."""
