"""Ghost: cards, and the two editors that write them."""
