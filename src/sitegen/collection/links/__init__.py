"""Links of all texts, resolved."""
