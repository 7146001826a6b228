"""The EPUB of the reference: its cover, its look, its pictures and its imprint."""
