"""Formats of tables and documents, one module each."""
