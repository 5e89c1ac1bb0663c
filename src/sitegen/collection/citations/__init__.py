"""Citations in texts: works of a bibliography, and how they are cited and listed."""
