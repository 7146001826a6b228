"""The data set in the words of schema.org, as search engines of data read them on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taxonomy.export.edition import Edition
from taxonomy.export.formats.json_document import CREATOR, about

from .dcat import SET
from .downloads import KEYWORDS, Download


def dataset(edition: Edition, downloads: Sequence[Download]) -> dict[str, Any]:
    """The data set with its downloads."""
    whole = about(edition)
    return {
        "@type": "Dataset",
        "@id": SET,
        "identifier": SET,
        "name": whole["title"],
        "description": whole["description"],
        "version": whole["version"],
        "license": whole["license"],
        "url": SET,
        "sameAs": whole["homepage"],
        "keywords": list(KEYWORDS),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": {"@type": "Organization", "name": CREATOR},
        "publisher": {"@type": "Organization", "name": CREATOR},
        **({"dateModified": whole["modified"], "datePublished": whole["modified"]} if whole["modified"] else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": each.name,
                "description": each.says,
                "contentUrl": each.url,
                "encodingFormat": each.media,
            }
            for each in downloads
        ],
    }


def dataset_graph(edition: Edition, downloads: Sequence[Download]) -> dict[str, Any]:
    """The same to stand in a page of its own."""
    return {"@context": "https://schema.org", **dataset(edition, downloads)}
