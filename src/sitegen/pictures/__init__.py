"""Picture files -> their size in pixels, and the position data in them."""
