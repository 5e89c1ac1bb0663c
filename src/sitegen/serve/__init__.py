"""The preview: the site in memory, a watcher of its sources, an HTTP server, the editor's desk."""
