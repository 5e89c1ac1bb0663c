"""Index -> views: the values that each template receives."""
