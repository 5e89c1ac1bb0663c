"""Values -> files: encoding, checksums, stat fingerprints."""
