"""Stand-ins for names of ``typing`` that mean nothing when a program runs.

Importing ``typing`` takes longer than loading all records. The modules on the way to a
loaded reference say ``if TYPE_CHECKING`` for type checkers and use these otherwise.
"""

from __future__ import annotations

from collections import namedtuple


class Generic:
    """Stands in for ``typing.Generic``: a class that may be written with a type in brackets."""

    def __class_getitem__(cls, _: object) -> type:
        return cls


def overload(function: object) -> object:
    """Stand in for ``typing.overload``: the definition that follows replaces this one."""
    return function


class Named(type):
    """Makes a named tuple of each class that inherits from ``NamedTuple``."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
        """Make the class; fields without a default come first, as in any signature."""
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields: dict[str, str] = body.pop("__annotations__")  # type: ignore[assignment]
        defaults = [body.pop(field) for field in fields if field in body]
        made = namedtuple(name, fields, defaults=defaults, module=str(body["__module__"]))  # type: ignore[misc] # noqa: PYI024
        made.__annotations__ = fields
        for key, value in body.items():
            if key not in ("__module__", "__qualname__"):
                setattr(made, key, value)
        return made


class NamedTuple(metaclass=Named):
    """Stands in for ``typing.NamedTuple``."""
