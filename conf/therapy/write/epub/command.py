"""Make the EPUB: ``python -m conf.therapy.write.epub.command``, from the root of the project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from conf.therapy.pdf_command import made


def main(arguments: list[str]) -> int:
    """Make the EPUB, and put it into the output folder; return the exit status."""
    parser = argparse.ArgumentParser(prog="nox -s epub --", description="Make the reference as an EPUB.")
    parser.add_argument(
        "output", type=Path, nargs="?", default=Path("_site/epub"), help="folder (default: %(default)s)"
    )
    parser.add_argument("--doctrees", type=Path, help="folder of doctrees to share with the site's build")
    parser.set_defaults(keep_source=None)
    return made(("-b", "epub"), parser.parse_args(arguments), "*.epub", "The book is")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
