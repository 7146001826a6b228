"""What can be asked of the loaded reference."""
