"""Files in essays/ -> parsed texts."""
