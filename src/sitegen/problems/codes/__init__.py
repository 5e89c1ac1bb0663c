"""Explanations of problem codes."""
