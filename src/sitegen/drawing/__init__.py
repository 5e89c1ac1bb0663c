"""Scenes -> positions on a map."""
