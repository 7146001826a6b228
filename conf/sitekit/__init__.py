"""What any Sphinx site could use, one extension a module; it knows nothing of therapies."""
