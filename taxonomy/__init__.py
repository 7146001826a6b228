"""Types of cell therapy and immunotherapy: data, derivation rules and comparison."""
