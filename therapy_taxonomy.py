"""The command ``therapy-taxonomy``.

It stands beside the package, not in it: another distribution, of trees of species, has a package
of the same name, and where both are installed, this module alone is sure to be the one meant.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

MIXED = (
    "therapy-taxonomy: 'taxonomy' in {folder} is, or is mixed with, the package of another distribution; "
    "expected an environment of its own: python -m venv .venv && .venv/bin/pip install therapy-taxonomy"
)


def main() -> int:
    """Run the command line of the package; returns the exit status."""
    found = import_module("taxonomy")
    if "classify_lines" not in getattr(found, "__all__", ()):
        folder = Path(found.__file__ or os.devnull).parent
        print(MIXED.format(folder=folder), file=sys.stderr)
        return 1
    run = import_module("taxonomy.command.line").main
    return int(run())


if __name__ == "__main__":
    sys.exit(main())
