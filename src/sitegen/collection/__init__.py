"""Texts -> their relations: themes, links, declared relations, reading paths."""
