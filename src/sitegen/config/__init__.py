"""site.yaml -> Config."""
