"""Results of earlier builds, which let a build skip work."""
