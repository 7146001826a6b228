"""The release of this package, as its installation states it; in a checkout that is not installed, as its files do."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

try:
    __version__ = version("therapy-taxonomy")
except PackageNotFoundError:
    project = Path(__file__).parents[1] / "pyproject.toml"
    __version__ = tomllib.loads(project.read_text("utf-8"))["project"]["version"] if project.is_file() else "unreleased"
