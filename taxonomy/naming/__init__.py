"""What things are called, and which thing a name from elsewhere means."""
