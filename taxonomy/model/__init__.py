"""What a record is: its fields, its words, its problems."""
