"""The EPUB: its builder, and what becomes of parts that work on a screen alone."""
