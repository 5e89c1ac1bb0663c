"""Texts -> themes with their essays and passages."""
