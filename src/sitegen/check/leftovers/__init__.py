"""What blog platforms leave around a pasted text."""
