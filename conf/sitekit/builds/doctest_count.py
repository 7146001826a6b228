"""Say how many documented examples ran, and fail when none did.

``sphinx.ext.doctest`` ends well with nothing to run, even under ``-W``: one misspelt
fence on every page, and no example is ever tested again. Nobody would see it.
"""

from sphinx.application import Sphinx
from sphinx.ext.doctest import DocTestBuilder
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def report(app: Sphinx, exception: Exception | None) -> None:
    """Print the count after a doctest build; an empty one ends with status 1."""
    builder = app.builder
    if exception is not None or not isinstance(builder, DocTestBuilder):
        return
    ran = builder.total_tries
    failed = builder.total_failures + builder.setup_failures + builder.cleanup_failures
    logger.info("%d documented examples ran, %d failed", ran, failed)
    if not ran:
        logger.error("no documented example ran; expected at least one {doctest} fence in docs/")
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to Sphinx. Holds no state, so any number of processes may read and write."""
    app.setup_extension("sphinx.ext.doctest")
    app.connect("build-finished", report)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
