"""What earlier builds made, and what a build may therefore skip."""
