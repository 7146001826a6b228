"""Runs Typst and finishes the PDF."""
