"""Paired measurements of this project and its peers: ``python -m benchmarks``."""
