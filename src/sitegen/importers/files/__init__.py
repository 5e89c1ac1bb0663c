"""Essays -> files on the disk, and a record of them."""
