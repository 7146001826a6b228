"""Compares the products with the files that regulators publish."""
