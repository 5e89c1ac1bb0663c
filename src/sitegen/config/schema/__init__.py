"""YAML and TOML -> typed values, every mistake with its place."""
