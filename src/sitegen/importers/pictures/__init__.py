"""Pictures of imported texts: at hand in the sources, missing, or fetched."""
