"""Rules of injected spam: advertisements, hidden text and link farms (12xx)."""
