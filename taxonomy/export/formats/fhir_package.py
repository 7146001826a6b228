"""FHIR resources as one package, as terminology servers load it: https://hl7.org/fhir/packages.html."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from typing import Any

from taxonomy.export.addresses import BASE, SITE
from taxonomy.export.edition import Edition

from .json_document import CREATOR, about, json_text

NAME = "therapy-taxonomy.fhir"


def manifest(edition: Edition) -> dict[str, Any]:
    """``package.json``."""
    whole = about(edition)
    return {
        "name": NAME,
        "version": edition.version.replace("+", "-"),  # a package's version has no plus sign
        "canonical": f"{BASE}fhir",
        "url": f"{SITE}en/latest/data/fhir/package.tgz",
        "title": whole["title"],
        "description": whole["description"],
        "license": "CC-BY-4.0",
        "author": CREATOR,
        "homepage": whole["homepage"],
        "type": "fhir.ig",
        "fhirVersions": ["5.0.0"],
        "dependencies": {"hl7.fhir.r5.core": "5.0.0"},
        **({"date": edition.modified.replace("-", "") + "000000"} if edition.modified else {}),
    }


def index(resources: dict[str, bytes]) -> dict[str, Any]:
    """``.index.json``: which resource each file holds."""
    listed = []
    for name, content in sorted(resources.items()):
        resource = json.loads(content)
        found = {key: resource[key] for key in ("resourceType", "id", "url", "version") if key in resource}
        if "content" in resource:
            found["content"] = resource["content"]
        listed.append({"filename": name, **found})
    return {"index-version": 2, "files": listed}


def package(edition: Edition, resources: dict[str, bytes]) -> bytes:
    """The archive: the same bytes for the same resources."""
    whole = {
        "package.json": json_text(manifest(edition)),
        ".index.json": json_text(index(resources)),
        **resources,
    }
    stream = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, content in sorted(whole.items()):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()
