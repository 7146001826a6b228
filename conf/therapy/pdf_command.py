"""Make a book: ``python -m conf.therapy.pdf_command``, from the root of the project."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import nullcontext, redirect_stdout
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

from conf.sitekit.builds.progress import Stages
from conf.typstbook.paper_sizes import PAPERS

STRICT = ("-c", "conf", "-n", "-W", "--keep-going", "-T", "-j", "auto")


def made(builder: tuple[str, ...], options: argparse.Namespace, files: str, told: str) -> int:
    """Build a book with Sphinx, show how far it is, and put the book into the output folder; return the exit status.

    Args:
        builder: the builder, with its settings.
        options: ``output``, the folder; ``doctrees`` and ``keep_source``, folders that shall keep what else is made.
        files: which file is the book.
        told: what is said of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = options.keep_source or Path(folder) / "build"
        where = ("-d", str(options.doctrees or Path(folder) / "doctrees"), "docs", str(output))
        # In a terminal Sphinx tells of each page in one line that changes; elsewhere that would be a thousand lines.
        with nullcontext() if sys.stdout.isatty() else redirect_stdout(Stages(sys.stdout)):
            status: int = sphinx_build([*STRICT, *builder, *where])
        for book in output.glob(files) if status == 0 else ():
            options.output.mkdir(parents=True, exist_ok=True)
            sys.stdout.write(f"{told} {shutil.copy(book, options.output)}\n")
    return status


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    found = argparse.ArgumentParser(prog="nox -s pdf --", description="Make a book of the reference as a PDF.")
    which = found.add_mutually_exclusive_group()
    which.add_argument("--whole", action="store_true", help="the whole reference, of thousands of pages")
    which.add_argument("--family", metavar="ID", help="a booklet on one family of treatments")
    which.add_argument("--type", metavar="ID", help="a hand-out of one or two pages on one type of treatment")
    found.add_argument("--paper", choices=PAPERS, default="a4", help="size of the paper (default: %(default)s)")
    found.add_argument("--large-print", action="store_true", help="no text smaller than 16 points")
    found.add_argument("--output", type=Path, default=Path("_site/pdf"), help="folder (default: %(default)s)")
    found.add_argument("--doctrees", type=Path, help="folder of doctrees to share with the site's build")
    found.add_argument("--keep-source", type=Path, help="folder that shall keep the Typst source")
    return found


def builder(options: argparse.Namespace) -> tuple[str, ...]:
    """Which builder makes what is asked for: the reader's book, if nothing is."""
    if options.type:
        return ("-b", "handout", "-D", f"handout_type={options.type}")
    if options.whole:
        return ("-b", "reference")
    return ("-b", "edition", "-D", f"edition_family={options.family or ''}")


def main(arguments: list[str]) -> int:
    """Make the book that is asked for; return the exit status."""
    options = parser().parse_args(arguments)
    settings = ("-D", f"typst_paper={options.paper}", "-D", f"typst_large_print={int(options.large_print)}")
    return made((*builder(options), *settings), options, "*.pdf", "The PDF is")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
