"""Formats of linked data, one module each."""
