"""Publish a curated collection of essays as a web site."""

__version__ = "0.1.0"
