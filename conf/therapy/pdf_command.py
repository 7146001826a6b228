"""Make the book: ``python -m conf.therapy.pdf_command``, from the root of the project."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

from conf.typstbook.paper_sizes import PAPERS

STRICT = ("-c", "conf", "-n", "-W", "--keep-going", "-T", "-q", "-j", "auto")


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    found = argparse.ArgumentParser(prog="nox -s pdf --", description="Make the reference as a PDF.")
    found.add_argument("--paper", choices=PAPERS, default="a4", help="size of the paper (default: %(default)s)")
    found.add_argument("--large-print", action="store_true", help="no text smaller than 16 points")
    found.add_argument("--type", metavar="ID", help="only a hand-out about this type of treatment")
    found.add_argument("--output", type=Path, default=Path("_site/pdf"), help="folder (default: %(default)s)")
    found.add_argument("--doctrees", type=Path, help="folder of doctrees to share with the site's build")
    found.add_argument("--keep-source", type=Path, help="folder that shall keep the Typst source")
    return found


def main(arguments: list[str]) -> int:
    """Build with Sphinx, put the one PDF into the output folder; return the exit status."""
    options = parser().parse_args(arguments)
    kind = ("-b", "handout", "-D", f"handout_type={options.type}") if options.type else ("-b", "typst")
    with tempfile.TemporaryDirectory() as folder:
        build = options.keep_source or Path(folder) / "build"
        doctrees = options.doctrees or Path(folder) / "doctrees"
        settings = ("-D", f"typst_paper={options.paper}", "-D", f"typst_large_print={int(options.large_print)}")
        status = sphinx_build([*STRICT, *kind, *settings, "-d", str(doctrees), "docs", str(build)])
        if status == 0:
            options.output.mkdir(parents=True, exist_ok=True)
            for pdf in build.glob("*.pdf"):
                shutil.copy(pdf, options.output)
                sys.stdout.write(f"The PDF is {options.output / pdf.name}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
