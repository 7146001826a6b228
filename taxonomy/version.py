"""The release of this package, as its installation states it."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("therapy-taxonomy")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "unreleased"
