"""What pages show of the data, made as plain blocks."""
