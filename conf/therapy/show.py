"""Gives a page a view of the data, and notes that the page showed it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .tracking import VIEWS, Reference, Shown, digest, reference

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .domain import TherapyDomain


def reference_of(env: BuildEnvironment) -> Reference:
    """The data that the build shows."""
    return reference(Path(env.config.therapy_data))


def made(env: BuildEnvironment, view: str, argument: str) -> Any:
    """The content of a view, noted as shown by the page that is being read.

    Raises:
        KeyError: if the argument names nothing.
    """
    content, touched = VIEWS[view](reference_of(env), argument)
    domain = cast("TherapyDomain", env.get_domain("therapy"))
    domain.note_shown(env.current_document.docname, view, argument, Shown(digest(content), touched))
    return content
