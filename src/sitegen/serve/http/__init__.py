"""The preview's HTTP server."""
