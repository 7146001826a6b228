"""Make the EPUB: ``python -m conf.therapy.write.epub.command``, from the root of the project."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from conf.therapy.pdf_command import Build, built


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    found = argparse.ArgumentParser(prog="nox -s epub --", description="Make the reference as an EPUB.")
    found.add_argument("output", type=Path, nargs="?", default=Path("_site/epub"), help="folder (default: %(default)s)")
    found.add_argument("--doctrees", type=Path, help="folder of doctrees to share with the site's build")
    return found


def main(arguments: list[str]) -> int:
    """Build with Sphinx in an empty folder, put the EPUB into the output folder; return the exit status."""
    options = parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "build"
        status = built(Build(("-b", "epub"), output, options.doctrees or Path(folder) / "doctrees"))
        if status == 0:
            (made,) = output.glob("*.epub")
            options.output.mkdir(parents=True, exist_ok=True)
            sys.stdout.write(f"The book is {shutil.copy(made, options.output)}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
