"""Templates and static files: the site's own before the default theme's."""
