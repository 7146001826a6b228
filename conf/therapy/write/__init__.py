"""Writes the blocks: one module for each output."""
