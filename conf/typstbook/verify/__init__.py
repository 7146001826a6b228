"""The check of the PDF by an independent program, veraPDF."""
