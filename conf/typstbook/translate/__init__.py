"""Writes doctrees as Typst."""
