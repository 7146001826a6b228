"""Sphinx extension: the ``therapy`` domain, which shows the taxonomy on pages.

Data is loaded once per process and never stored in the environment. The environment
keeps what each page describes, and a digest of what each page shows.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

import taxonomy

from .domain import TherapyDomain
from .show import reference_of
from .tracking import forget
from .views import counts as statistics  # noqa: F401 - they register the views
from .views import pages as views
from .write.html import depart, facts, picture, visit_facts_html, visit_picture_html, visit_text
from .write.markdown import visit_facts, visit_picture

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
CODE = Path(taxonomy.__file__).parent
#: What shapes a page besides its words and the data, in either room.
SHAPING = {".py", ".html", ".typ", ".js", ".css", ".svg"}


def fingerprint(*rooms: Path) -> str:
    """A digest of all code, templates, scripts and styles in some folders: another one after any edit."""
    found = hashlib.blake2b(digest_size=12)
    for room in rooms:
        for path in sorted(
            each for each in room.rglob("*") if each.suffix in SHAPING and "__pycache__" not in each.parts
        ):
            found.update(f"{path.relative_to(room).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def note_code(app: Sphinx, config: Config) -> None:
    """Let an edit of any code that shapes pages rebuild every page."""
    config.therapy_code = fingerprint(CODE, Path(__file__).parents[1])
    forget()


def domain_of(env: BuildEnvironment) -> TherapyDomain:
    return cast("TherapyDomain", env.get_domain("therapy"))


def check_data(app: Sphinx) -> None:
    """Stop with every problem told if the data is broken, before anything is written."""
    reference = reference_of(app.env)
    if domain_of(app.env).data["signature"] != reference.signature:
        _ = reference.taxonomy


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Pages whose data changed since they were read."""
    reference, domain = reference_of(env), domain_of(env)
    pages = {name for name in added | removed if name.startswith("types/")}
    listing = {
        name for name, shown in domain.shown.items() if pages and any(view == "family_list" for view, _ in shown)
    }
    if domain.data["signature"] == reference.signature:
        return listing & env.found_docs
    found = domain.outdated(reference)
    domain.note_data(reference.signature, reference.digests)
    return (found | listing) & env.found_docs


def state(app: Sphinx) -> Any:
    """What differs after any change of the data or of the package."""
    return reference_of(app.env).signature


def check_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a type without a page; a page without a type already failed when it was read."""
    domain = domain_of(env)
    if not app.config.therapy_complete or not domain.objects:
        return
    reference = reference_of(env)
    for id in reference.taxonomy.types:
        if domain.find("type", id) is None:
            file = reference.root / "types" / f"{id}.yaml"
            page = f"docs/types/{id}.md with a '{{therapy:type}} {id}' directive"
            logger.warning(
                "the type '%s' has no page; expected %s", id, page, location=f"{file}:1", type="therapy", subtype="page"
            )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its nodes and its configuration."""
    app.add_config_value("therapy_data", str(CODE / "data"), "env", (str,))
    app.add_config_value("therapy_bibliography", "sources", "env", (str,))
    app.add_config_value("therapy_complete", True, "env", (bool,))
    app.add_config_value("therapy_code", "", "env", (str,))
    app.add_domain(TherapyDomain)
    visitors: dict[str, Any] = {"text": (visit_text, depart)}
    app.add_node(facts, html=(visit_facts_html, depart), markdown=(visit_facts, None), **visitors)
    app.add_node(picture, html=(visit_picture_html, depart), markdown=(visit_picture, None), **visitors)
    app.connect("config-inited", note_code)
    app.connect("builder-inited", check_data)
    app.connect("env-get-outdated", outdated)
    app.connect("env-check-consistency", check_pages)
    if "idle-state" in app.events.events:  # conf.sitekit.idle_build, where a site uses it
        app.connect("idle-state", state)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
