"""Ask the questions of ``asked.csv`` of a built site: ``python -m conf.search.ask [SITE]``.

The site's own scripts run in V8, as in a reader's browser; the file then says what came first, and when.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from .score import SHOWN, Asked, write

STATIC: Final = Path(__file__).parents[1] / "static"
SCRIPTS: Final = ("vendor/minisearch", "search/names", "search/wording", "search/answers", "search/results")
#: What the scripts expect of a page.
PAGE: Final = """
var window = globalThis, document = {documentElement: {dataset: {content_root: "/"}}};
var location = {href: "https://site/"};
class URL { constructor(address) { this.href = address; } }
"""


def engine(names: str, texts: str) -> Callable[[str], list[str]]:
    """Return what answers a question with addresses, best first, as the site does.

    Args:
        names: the file of names.
        texts: the file of texts.
    """
    from py_mini_racer import MiniRacer

    racer = MiniRacer()
    racer.eval(PAGE)
    for name in SCRIPTS:
        racer.eval((STATIC / f"{name}.js").read_text(encoding="utf-8"))
    racer.eval(names)
    racer.eval(texts)
    racer.eval("var whole = results.whole(window.finder, window.finderTexts);")

    def ask(text: str) -> list[str]:
        found = racer.eval(
            f"JSON.stringify(results.ranked(whole, {json.dumps(text)}).found.map(({{item}}) => item.address))"
        )
        answer: list[Any] = json.loads(str(found))
        return answer

    return ask


def first(ask: Callable[[str], list[str]], text: str) -> tuple[str, ...]:
    """The pages that come first, by name."""
    return tuple(address.replace(".html", "") for address in ask(text)[:SHOWN])


def main(site: str = "_site/html") -> None:
    """Ask all questions of a built site, and write what came first."""
    static = Path(site, "_static")
    ask = engine(*((static / f"finder-{name}.js").read_text(encoding="utf-8") for name in ("names", "texts")))
    today = datetime.now(UTC).date().isoformat()
    asked = [each._replace(first=first(ask, each.asked), date=today) for each in Asked.read()]
    write(asked)
    sums = [sum(0 < each.place <= most for each in asked) for most in (1, SHOWN)]
    sys.stdout.write(f"{len(asked)} questions: {sums[0]} answered by the first result, {sums[1]} by one of three\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
