"""Puts the compiled form of the data into the wheel: made, checked and verified while the wheel is built; beside it the day of its last change."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface[Any]):
    """Adds ``taxonomy/compiled.bin``, and the day of the last change, to a wheel; never to the checkout."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check all records and compile them; a problem in the data ends the build with its place."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from taxonomy.loading.stored import compile_to

        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "compiled.bin"
        compile_to(path)
        build_data["force_include"][str(path)] = "taxonomy/compiled.bin"
        from taxonomy.export.catalogue.release import changed
        from taxonomy.loading.sources import DATA

        stamp = path.with_name("changed.txt")
        stamp.write_text(changed(DATA), encoding="utf-8")
        build_data["force_include"][str(stamp)] = "taxonomy/changed.txt"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the draft that the wheel holds now."""
        if version != "editable":
            self.folder.cleanup()
