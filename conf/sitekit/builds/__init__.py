"""Builds: which make the site, one with nothing to do, and one whose examples must have run."""
