"""The copy button takes what one types and nothing else, from every kind of example."""

from __future__ import annotations

import functools
import http.server
import re
import runpy
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, Build

PYTHON = "import taxonomy\nt = taxonomy.load()\nfor each in t.family('transfusion'):\n    print(each.id)\n\nlen('a \\\nb') > 1"
SESSION = r"""
>>> import taxonomy
>>> t = taxonomy.load()
>>> for each in t.family('transfusion'):
...     print(each.id)
...
red-cells

3
>>> len('a \
... b') > 1
True
"""[1:]
SHELL = r"""
$ python -m taxonomy list \
    --json
[

]
$ cat <<EOF >cases.jsonl
{}
EOF
# a remark
$ nox -s docs
"""[1:]
TYPED = "python -m taxonomy list \\\n    --json\ncat <<EOF >cases.jsonl\n{}\nEOF\nnox -s docs"
#: Kind of fence: what stands on the page, and what one types.
EXAMPLES = {
    "{doctest}": (SESSION, PYTHON),
    "console": (SHELL, TYPED),
    "bash": ("# a remark\npip install nox\n\nnox -s docs -- _site\n",) * 2,
    "yaml": ("id: car-t\nname: 'a: b'\n\nuses:\n  - illness: x\n    note: >-\n      more\n",) * 2,
    "toml": ('[project]\nname = "x"\n\n# a remark\nkeywords = [\n  "a",\n]\n',) * 2,
    "json": ('{\n  "a": [1]\n}\n',) * 2,
    "python": ("class A:\n    ...\n\n\nprint(A() >> 1)  # a remark\n",) * 2,
    "markdown": ("# Title\n\n> quoted\n\n```{therapy:count} types\n```\n",) * 2,
    "text": ("taxonomy/\n  data/\n",) * 2,
}


def settings() -> str:
    """The settings of the button, as this project's conf.py has them."""
    found = {name: value for name, value in runpy.run_path(str(ROOT / "conf/conf.py")).items() if "copybutton" in name}
    return "\n".join(f"{name} = {value!r}" for name, value in found.items())


@pytest.fixture(scope="module")
def examples(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with one example of each kind."""
    root = tmp_path_factory.mktemp("examples")
    fences = [f"````{kind}\n{text}````\n" for kind, (text, _) in EXAMPLES.items()]
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("\n".join(["# Examples\n", *fences]), encoding="utf-8")
    extensions = ("myst_parser", "sphinx.ext.doctest", "sphinx_copybutton")
    pages = build(root / "docs", root / "out", *extensions, more=settings())
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(pages))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page whose clipboard may be read."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def copied(page: Page) -> list[str]:
    """What each button of a page copies, from the first to the last."""
    found = []
    for button in page.locator("button.copybtn").all():
        page.evaluate("navigator.clipboard.writeText('nothing')")
        button.dispatch_event("click")
        page.wait_for_function("() => navigator.clipboard.readText().then(text => text !== 'nothing')")
        found.append(str(page.evaluate("navigator.clipboard.readText()")))
    return found


def test_takes_what_one_types(examples: str, reader: Page) -> None:
    """Neither prompts nor answers nor remarks beside them; all of an example that has no prompts."""
    reader.goto(examples)
    wanted = [typed.rstrip("\n") for _, typed in EXAMPLES.values()]
    assert dict(zip(EXAMPLES, copied(reader), strict=True)) == dict(zip(EXAMPLES, wanted, strict=True))


def test_takes_it_on_the_pages(address: str, site: Path, reader: Page) -> None:
    """What is copied from a session in Python is a program, and from one in a shell no line begins with a prompt."""
    pages = [each for each in sorted(site.rglob("*.html")) if "copybutton.js" in each.read_text(encoding="utf-8")]
    assert len(pages) > 10
    for path in pages:
        name = path.relative_to(site).as_posix()
        reader.goto(f"{address}{name}")
        kinds = [str(each.get_attribute("class")) for each in reader.locator("div[class*=highlight-]").all()]
        for kind, text in zip(kinds, copied(reader), strict=True):
            assert not re.search(r"^(>>>|\.\.\.|\$) ", text, re.MULTILINE), name
            if "doctest" in kind or "pycon" in kind:
                compile(text, name, "exec")
