"""The page of a treatment, a module for each of its parts."""
