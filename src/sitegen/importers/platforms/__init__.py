"""What one platform puts into its posts -> plain HTML and plain values."""
