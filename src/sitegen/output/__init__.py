"""Outputs -> files: staged beside the published site, then switched in one step."""
