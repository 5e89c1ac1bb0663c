"""Front matter -> Meta."""
