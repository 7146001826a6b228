"""Records of one kind by identifier, made when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from .fields import Record

    R = TypeVar("R", bound=Record)


FOLDERS = {
    "type": "types",
    "product": "products",
    "claim": "claims",
    "authority": "authorities",
    "illness": "illnesses",
    "deprecated": "deprecated",
}


class Records(Mapping[str, "R"]):
    """A mapping of records over plain data.

    Args:
        kind: the kind of record; see ``taxonomy.model.KINDS``.
        data: the fields of each record, by identifier.
    """

    def __init__(self, kind: str, data: dict[str, dict[str, Any]]) -> None:
        self._kind, self._data = kind, data

    @cached_property
    def _make(self) -> type[R]:
        from .records import KINDS

        made: Any = KINDS[self._kind]
        return made  # type: ignore[no-any-return]

    def __getitem__(self, id: str) -> R:
        return self._make(self._data[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)
