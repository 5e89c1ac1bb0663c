"""Rules of doubling: the same words twice, in one text or in two (11xx)."""
