"""What helps to write records: new ones, mended ones, and what a change does. Nothing else imports it."""
