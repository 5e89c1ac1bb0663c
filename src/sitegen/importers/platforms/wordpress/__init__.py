"""Exports of WordPress (WXR) and of what writes the same: posts to plain HTML."""
