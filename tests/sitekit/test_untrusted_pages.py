"""A page from a stranger is text: it runs nothing, and takes in no other file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conf.sitekit.untrusted_pages import refused_address, refused_file, refused_keys

CONF = Path(__file__).parents[2] / "conf"

CONFIGURATION = """
from runpy import run_path

real = run_path({conf!r})
extensions = ["myst_parser", "conf.sitekit.untrusted_pages"]
myst_enable_extensions, myst_disable_syntax = real["myst_enable_extensions"], real["myst_disable_syntax"]
html_theme, html_copy_source = "basic", False
"""

PAGE = """\
---
myst:
  disable_syntax: []
  enable_extensions: [html_image, substitution]
---
# A page

MARK <script>alert(1)</script> and <b onclick="a()">b</b>

<img src=x onerror=alert(1)>

[one](javascript:alert(1)) ![two](../../etc/passwd.png) [three](//evil.example/)
[four](https://example.org){onclick="alert(1)"} {{ 7 * 191 }} {download}`../conf.py`

```{raw} html
<i id="raw">raw</i>
```

```{include} ../conf.py
```

```{literalinclude} ../conf.py
```

```{csv-table}
:file: ../table.csv
```

```{eval-rst}
`five <javascript:alert(1)>`_ `six <JaVaScRiPt:alert(1)>`_

.. raw:: html

   <i id="raw">raw</i>

.. meta::
   :http-equiv=refresh: 0;url=https://evil.example/

.. image:: https://evil.example/pixel.png
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, BeautifulSoup]:
    """What Sphinx told, and the page."""
    root = tmp_path_factory.mktemp("page")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(PAGE, encoding="utf-8")
    (root / "conf.py").write_text(CONFIGURATION.format(conf=str(CONF / "conf.py")), encoding="utf-8")
    (root / "docutils.conf").write_text((CONF / "docutils.conf").read_text("utf-8"), encoding="utf-8")
    (root / "table.csv").write_text("secret,table\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-c", str(root), str(root / "docs"), str(root / "out")]
    environment = {**os.environ, "PYTHONPATH": str(CONF)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stderr, BeautifulSoup((root / "out" / "index.html").read_text("utf-8"), "html.parser")


TOLD = (
    "front matter: myst: is not allowed",
    "the address 'javascript:alert(1)' is not allowed",
    "the address 'JaVaScRiPt:alert(1)' is not allowed",
    "the file '../../etc/passwd.png' is not allowed",
    "the file '../conf.py' is not allowed",
    "the file 'https://evil.example/pixel.png' is not allowed",
    "http-equiv is not allowed",
    '"raw" directive disabled',
)


@pytest.mark.parametrize("message", TOLD)
def test_told(built: tuple[str, BeautifulSoup], message: str) -> None:
    """Each attempt is a located warning, which fails the build of the site."""
    lines = [line for line in built[0].splitlines() if message in line]
    assert lines
    assert all("index.md" in line for line in lines)


def test_harmless(built: tuple[str, BeautifulSoup]) -> None:
    """Where warnings pass, the page is still harmless."""
    page = built[1]
    body = page.select_one(".body")
    assert body is not None
    text = body.get_text()
    assert "MARK <script>alert(1)</script> and <b onclick=" in text
    assert "{{ 7 * 191 }}" in text
    assert not body.select("script, img, #raw, [onclick], [onerror]")
    assert not any(part in text for part in ("extensions =", "secret", "1337"))
    assert not [link["href"] for link in body.select("a[href]") if refused_address(str(link["href"]))]
    assert not [meta for meta in page.select("meta[http-equiv]") if "evil" in str(meta)]


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://a.org", False),
        ("mailto:a@b.org", False),
        ("page.html#type-a:b", False),
        ("../a/b.html?c=d:e", False),
        ("", False),
        ("javascript:a()", True),
        (" \tjava\nscript:a()", True),
        ("data:text/html,a", True),
        ("vbscript:a", True),
        ("file:///etc/passwd", True),
        ("//evil.example", True),
        ("\\\\evil.example", True),
    ],
)
def test_addresses(address: str, refused: bool) -> None:  # noqa: FBT001 - a column of the table
    """Only web pages, mail and places on this site are addresses, as a browser reads them."""
    assert refused_address(address) is refused


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("a/b.svg", False),
        ("../a.svg", True),
        ("a/../../b", True),
        ("https://a.org/b.png", True),
        ("data:image/png,a", True),
    ],
)
def test_files(path: str, refused: bool) -> None:  # noqa: FBT001 - a column of the table
    """A picture or a file lies below the pages."""
    assert refused_file(path) is refused


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("# A\n", []),
        ("---\norphan: true\nhide-toc: true\n---\n", []),
        ("---\n---\n", []),
        ("---\nmyst: {}\nsubstitutions: {}\n---\n", ["myst", "substitutions"]),
        ("---\n[\n---\n", ["front matter"]),
        ("---\n- a\n---\n", ["front matter"]),
        ("text\n---\nmyst: a\n---\n", []),
    ],
)
def test_front_matter(text: str, keys: list[str]) -> None:
    """Front matter says nothing that changes how the page is read."""
    assert refused_keys(text) == keys
