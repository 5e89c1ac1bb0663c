"""Saved web pages: what in a page is the post, and what says when it was written."""
