"""Work spread over processes, machines and batches."""
