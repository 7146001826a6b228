# /// script
# dependencies = ["nox>=2025.2.9"]
# ///
"""The verbs of this project: ``nox -l`` lists them, ``nox -s NAME`` runs one.

Needs nothing but Python and nox; uses uv where it finds it.
What follows ``--`` goes to the tool behind the verb.
"""

import os
import shutil
import socket
import sys
from pathlib import Path

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"  # with -R, nothing is even looked at again

PYPROJECT = nox.project.load_toml("pyproject.toml")

# What the site and releases are made with, each file by its hash: nox -s lock.
LOCK = "requirements/release.txt"

# What both builds and the live view share: where conf.py lives; report each dead reference (-n); warnings are
# errors (-W), but show all of them (--keep-going); a full traceback if an extension breaks (-T).
STRICT = ("-c", "conf", "-n", "-W", "--keep-going", "-T")

# The files around the project, by the schema that check-jsonschema knows for them.
SCHEMAS = {
    "vendor.readthedocs": [".readthedocs.yaml"],
    "vendor.github-workflows": sorted(map(str, Path(".github/workflows").glob("*.yml"))),
    "vendor.github-issue-forms": sorted(
        str(path) for path in Path(".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
    ),
    "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [".github/dependabot.yml"],
    "vendor.citation-file-format": ["CITATION.cff"],
}

SITE = "_site/html"
# In a terminal Sphinx shows how far it is, in one line. Elsewhere that would be thousands of lines: there it speaks
# of what is wrong alone, and nox of what is being done.
QUIET = () if sys.stdout.isatty() else ("-q",)
PORT = 8000  # where sphinx-autobuild serves
SCRIPTS = sorted(each for each in Path("conf").rglob("static/**/*.js") if "vendor" not in each.parts)
#: What readers' browsers run that is not ours, as one file; ``nox -s vendor`` makes it.
VENDORED = ("minisearch@7.2.0", "stemmer@2.0.1", "esbuild@0.28.2")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
NU_CHECKER = "vnu-jar@26.9.27"  # named by day; a later one may find more
LIGHTHOUSE = "lighthouse@12.8.2"  # scores change from one to the next


def build_site(session: nox.Session, group: str) -> None:
    """Install a dependency group and bring the site up to date; after 'docs' that is soon done."""
    install(session, group)
    doctrees = ("-d", str(session.cache_dir / "doctrees"))
    session.run("sphinx-build", *STRICT, "-q", "-j", "auto", *doctrees, "-b", "html", "docs", SITE)


def need_chromium(session: nox.Session) -> None:
    """Stop early, and say how to get a browser."""
    if not any(map(shutil.which, BROWSERS)) and "CHROMIUM" not in os.environ:
        session.error("there is no Chromium: 'apt-get install chromium libatomic1', or CHROMIUM=/path/to/it")


def need_port(session: nox.Session) -> None:
    """Stop before the first build if another program has the port, and say how to take another."""
    given = dict(zip(session.posargs, session.posargs[1:], strict=False))
    port = given.get("--port", str(PORT))
    with socket.socket() as tried:
        if port.isdecimal() and int(port) and tried.connect_ex((given.get("--host", "127.0.0.1"), int(port))) == 0:
            another = "nox -s live -- --open-browser --port 0"
            session.error(f"port {port} is taken, perhaps by another 'nox -s live'; '{another}' takes a free one")


def from_npm(session: nox.Session, *packages: str) -> Path:
    """Install packages of npm into the cache, in a folder named by the first; return the folder of all packages there."""
    folder = session.cache_dir / packages[0].partition("@")[0]
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
    session.run("npm", "install", "--prefix", str(folder), *quiet, *packages, external=True)
    return folder / "node_modules"


def install(session: nox.Session, group: str) -> None:
    """Install the package, editable, and one dependency group, in one go; LOCKED: by the hashes of a release."""
    if os.environ.get("LOCKED"):
        session.install("--require-hashes", "--no-deps", "-r", LOCK)
        session.install("--no-deps", "--no-build-isolation", "-e", ".")
        return
    session.install("-e", ".", *nox.project.dependency_groups(PYPROJECT, group))


def own_environment(session: nox.Session, group: str) -> str:
    """Install one dependency group where nothing of it can slow or help this project; return the Python there."""
    folder = Path(session.create_tmp()) / group
    session.run("python", "-m", "venv", str(folder))
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    packages = nox.project.dependency_groups(PYPROJECT, group)
    session.run(python, "-m", "pip", "install", "-q", *packages, external=True)
    return python


@nox.session
def docs(session: nox.Session) -> None:
    """Check the records, build the site and run every example (-- OUTPUT_FOLDER)."""
    install(session, "docs")
    output = session.posargs[0] if session.posargs else SITE
    doctrees = str(session.cache_dir / "doctrees")
    # First, so that a broken record is told in words and not as a failed build.
    # GitHub's marks at the lines come from difference.yml, once, and not from each Python of ci.yml.
    session.run("python", "-m", "taxonomy", "check", env={"GITHUB_ACTIONS": "false"})
    build = ("sphinx-build", *STRICT, *QUIET, "-j", "auto", "-d", doctrees)
    session.log("Building the site: about a minute on two cores, and less when few files changed")
    try:
        session.run(*build, "-b", "html", "docs", output)
    except CommandFailed:
        # Sphinx warns of a page when it reads it: on doctrees of a failed build, which
        # are read no more, the next build would fall silent and pass.
        shutil.rmtree(doctrees, ignore_errors=True)
        raise
    # On the same doctrees: nothing is read twice. conf/sitekit/builds/doctest_count.py counts.
    session.run(*build, "-b", "doctest", "docs", str(session.cache_dir / "doctest"))
    session.log(f"The site is in {output}: open {Path(output, 'index.html')} in a browser")


@nox.session(default=False)
def pdf(session: nox.Session) -> None:
    """Make the reader's book as a PDF (-- --whole, --family ID or --type ID; --paper letter --large-print)."""
    install(session, "pdf")
    doctrees = str(session.cache_dir / "doctrees")
    session.run("python", "-m", "conf.therapy.pdf_command", "--doctrees", doctrees, *session.posargs)


@nox.session(default=False)
def verapdf(session: nox.Session) -> None:
    """Check the reader's book, a booklet, hand-outs and large print with veraPDF (-- --whole); needs Java and JAXB."""
    build_site(session, "verapdf")
    doctrees = session.cache_dir / "doctrees"
    folder = Path(session.create_tmp())
    shutil.rmtree(folder)  # what is checked was made just now
    make = ("python", "-m", "conf.therapy.pdf_command", "--doctrees", str(doctrees), "--output")
    verify = ("python", "-m", "conf.typstbook.verify")
    # What a screen alone has: names of sections, forms, tables and lists that repeat what stands on other pages, examples.
    screen = (
        "caption.of-section, form.tool, .table-wrapper:has(table.explore), .pick-list, .type-tree, .highlight-pycon, "
        "ul.doors, ul.jumps, ul.tabs"
    )
    if "--whole" in session.posargs:
        session.run(*make, str(folder), "--whole")
        but = ("--but", "use/*", "contribute/*", "compare/any", "guide", "explore*", "how-well-it-answers")
        session.run(*verify, "--site", SITE, "--screen-only", screen, *but, "--", str(next(folder.glob("*.pdf"))))
        return
    part = folder / "part"
    for options in (
        ("--family", "checkpoint-inhibitors"),
        ("--type", "car-t-cell-therapy"),
        ("--type", "stem-cell-injection-for-knee-arthritis", "--paper", "letter", "--large-print"),
        ("--family", "transfusion", "--paper", "letter", "--large-print"),
    ):
        session.run(*make, str(part), *options)
    session.run(*make, str(folder))
    session.run(*verify, *map(str, part.glob("*.pdf")))
    # Of the pages that it has in whole, the reader's book says every sentence.
    whole = ("--pages", "learn/*", "glossary", "--but", "learn/index", "learn/timeline")
    only = f"{screen}, #glossary > p"
    session.run(
        *verify, "--site", SITE, "--screen-only", only, *whole, "--most", "120", "--", *map(str, folder.glob("*.pdf"))
    )


@nox.session(default=False)
def epub(session: nox.Session) -> None:
    """Make the reference as an EPUB and check it with epubcheck, which needs Java (-- OUTPUT_FOLDER)."""
    install(session, "epub")
    output = session.posargs[0] if session.posargs else "_site/epub"
    doctrees = str(session.cache_dir / "doctrees")
    session.run("python", "-m", "conf.therapy.write.epub.command", output, "--doctrees", doctrees)
    session.run("epubcheck", *map(str, Path(output).glob("*.epub")))


@nox.session(default=False)
def linkcheck(session: nox.Session) -> None:
    """Follow every link of the pages; the answers stand in _site/linkcheck/output.txt."""
    install(session, "docs")
    where = ("-c", "conf", "-d", str(session.cache_dir / "doctrees"))
    session.run("sphinx-build", *where, "-b", "linkcheck", "docs", "_site/linkcheck")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, in continuous integration with coverage from Python 3.12 on; or what you name (-- PYTEST_ARGUMENTS)."""
    install(session, "tests")
    # One file of tests stays in one process: it shares its sites. tests/conftest.py says which are begun first.
    everything = ["-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    # From Python 3.12 on, measuring costs next to nothing; before, as much again as half the tests.
    if os.environ.get("CI") and str(session.run("python", "-V", silent=True)) >= "Python 3.12":
        everything.append("--cov")
    session.run("pytest", *(session.posargs or everything), env={"COVERAGE_CORE": "sysmon"})


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """Begin a record (-- type|product|claim|authority|illness|question ID, or -- use TYPE)."""
    session.install("-e", ".")
    session.run("python", "-m", "taxonomy", "new", *session.posargs)


@nox.session(default=False)
def check(session: nox.Session) -> None:
    """Check all records and tell every problem (-- --fix mends order, dates and spaces first)."""
    session.install("-e", ".")
    session.run("python", "-m", "taxonomy", "check", *session.posargs)


@nox.session(default=False)
def stale(session: nox.Session) -> None:
    """Tell where newer evidence may exist: old studies, replaced reviews, ended trials (-- KIND --years 5 --on DAY)."""
    session.install("-e", ".")
    session.run("python", "-m", "taxonomy", "stale", *session.posargs)


@nox.session(default=False)
def diff(session: nox.Session) -> None:
    """Tell what changed in the data since another version (-- REVISION, such as main)."""
    session.install("-e", ".")
    session.run("python", "-m", "taxonomy", "diff", *(session.posargs or ["main"]))


@nox.session(default=False)
def export(session: nox.Session) -> None:
    """Write the data in every format, as the site offers it (-- FOLDER)."""
    session.install("-e", ".[parquet,xlsx]")
    folder = session.posargs[0] if session.posargs else "_site/data"
    session.run("python", "-m", "taxonomy", "export", "all", "--output", folder)


@nox.session(default=False)
def exports(session: nox.Session) -> None:
    """Open every format with the independent reader of its field, and run every how-to (-- PYTEST_ARGUMENTS)."""
    install(session, "exports")
    session.run("pytest", *(session.posargs or ["tests/exports"]))


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """Try the site in Chromium: accessibility, keyboard, no scripts, no other host (-- PYTEST_ARGUMENTS)."""
    need_chromium(session)
    build_site(session, "browser")
    session.run("pytest", *(session.posargs or ["-n", "2", "tests/browser"]), env={"SITE": SITE})


@nox.session(default=False)
def validity(session: nox.Session) -> None:
    """Check the HTML of every page with the Nu checker, which needs Java and npm."""
    build_site(session, "docs")
    jar = from_npm(session, NU_CHECKER) / "vnu-jar/build/dist/vnu.jar"
    check = ("--errors-only", "--skip-non-html", "--format", "gnu")
    session.run("java", "-Xss4m", "-jar", str(jar), *check, SITE, external=True)
    session.log("The Nu checker found no error")


@nox.session(default=False)
def lighthouse(session: nox.Session) -> None:
    """Measure six kinds of page as a phone meets them with Lighthouse, which needs Chromium and npm."""
    need_chromium(session)
    build_site(session, "docs")
    command = from_npm(session, LIGHTHOUSE) / ".bin/lighthouse"
    session.run("python", "-m", "tests.browser.lighthouse", SITE, str(command))


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Break records, treatments, sources and pages by a seed, and see that each is told (-- NUMBER SEED)."""
    install(session, "tests")
    session.run("python", "-m", "tests.taxonomy.mutations", *session.posargs)
    session.run("python", "-m", "tests.sitekit.page_mutations", *session.posargs)


@nox.session(default=False)
def changelog(session: nox.Session) -> None:
    """Join changelog.d/ into CHANGELOG.md for the version of pyproject.toml (-- --draft only shows it)."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "changelog"))
    session.run("towncrier", "build", "--version", PYPROJECT["project"]["version"], *session.posargs)


@nox.session(default=False)
def vendor(session: nox.Session) -> None:
    """Make conf/static/vendor/minisearch.js anew, of the versions that VENDORED names."""
    packages = from_npm(session, *VENDORED)
    entry = packages.parent / "entry.js"
    entry.write_text(
        'import MiniSearch from "minisearch"; import { stemmer } from "stemmer"; '
        "Object.assign(globalThis, { MiniSearch, stemmer });",
        encoding="utf-8",
    )
    names = ", ".join(each.replace("@", " ") for each in VENDORED[:2])
    session.run(
        str(packages / ".bin/esbuild"),
        *(str(entry), "--bundle", "--minify", "--format=iife", "--outfile=conf/static/vendor/minisearch.js"),
        f"--banner:js=/* {names}; MIT licence: see LICENSE */",
        external=True,
    )


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Show the site in a browser and rebuild on each change (-- SPHINX_AUTOBUILD_OPTIONS, such as --port 8001)."""
    need_port(session)
    install(session, "live")
    session.run(
        *("sphinx-autobuild", "-c", "conf", "-n", "-b", "html"),
        *("-d", str(session.cache_dir / "live-doctrees")),
        *("--watch", "conf", "--watch", "taxonomy", "--re-ignore", r"__pycache__|\.record$"),
        *(session.posargs or ["--open-browser"]),
        *("docs", "_site/live"),
    )


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Renew the lists of what the site and releases are made with, each file by its hash (-- UV_OPTIONS)."""
    session.install("uv>=0.9")
    common = ("--generate-hashes", "--no-header", "--no-emit-index-url", "--python-version", "3.13", "--quiet")
    compile_ = ("uv", "pip", "compile", *common, "--python-platform", "x86_64-unknown-linux-gnu", *session.posargs)
    groups = ("--group", "tests", "--group", "epub", "--extra", "parquet", "--extra", "xlsx")
    session.run(*compile_, *groups, "pyproject.toml", "requirements/build.in", "-o", LOCK)
    session.run(*compile_, "requirements/sbom.in", "-o", "requirements/sbom.txt")


@nox.session(default=False)
def verify(session: nox.Session) -> None:
    """Compare the products with the regulators' files (-- PURPLE_BOOK.csv EMA.csv)."""
    session.install("-e", ".")
    session.run("python", "-m", "taxonomy.verify", *session.posargs)


@nox.session(default=False)
def ontologies(session: nox.Session) -> None:
    """Hold the cross-references to their labels, the Bioregistry, the Cell Ontology, EFO and Uberon (a large download)."""
    install(session, "ontologies")
    session.run("pytest", "tests/taxonomy/export/test_mappings.py", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure this project against its peers (-- quick, or options of python -m benchmarks)."""
    install(session, "bench")
    peers = [f"--{group}={own_environment(session, group)}" for group in ("peers", "needs")]
    options = ["--quick" if each == "quick" else each for each in session.posargs]
    output = str(session.cache_dir / "bench.json")
    session.run("python", "-m", "benchmarks", *peers, f"--output={output}", *options)
    session.log(f"The results are in {output}; benchmarks.report makes the page from benchmarks/results.json")


@nox.session(default=False)
def package(session: nox.Session) -> None:
    """Make the wheel and the source archive, and see that a package index would take them (-- FOLDER)."""
    install(session, "package")
    output = Path(session.posargs[0] if session.posargs else "_site/package")
    shutil.rmtree(output, ignore_errors=True)
    session.run("python", "-m", "hatchling", "build", "-d", str(output))
    session.run("twine", "check", "--strict", *map(str, sorted(output.iterdir())))
    session.run("check-wheel-contents", *map(str, output.glob("*.whl")))


@nox.session(default=False)
def lint(session: nox.Session) -> None:
    """Check style, types, spelling, reading grade and workflows (-- --fix mends what ruff can)."""
    install(session, "lint")
    fix = "--fix" in session.posargs
    checks = [
        ("ruff", "check", *(["--fix"] if fix else [])),
        ("ruff", "format", *([] if fix else ["--check"])),
        ("mypy",),
        ("codespell",),
        *(("node", "--check", str(script)) for script in SCRIPTS if shutil.which("node")),
        ("python", "tests/docs/readability.py"),  # the ten hardest pages
        *(("check-jsonschema", "--builtin-schema", schema, *files) for schema, files in SCHEMAS.items()),
        ("zizmor", "--offline", "--no-progress", ".github"),
    ]
    # All problems at once: a failed check does not keep the others from speaking.
    failed = []
    for check in checks:
        try:
            session.run(*check, external=check[0] == "node")
        except CommandFailed:
            failed.append(" ".join(check))
    if failed:
        session.error("failed: " + "; ".join(failed))


if __name__ == "__main__":
    nox.main()
