"""What a treatment is, derived by named rules."""
