"""Index -> views: what each page receives, and nothing else."""
