"""Folders of static site generators and vaults of notes: what their formats share."""
