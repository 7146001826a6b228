"""What a rule is given, and what it yields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taxonomy.model.problems import FieldPath

Data = dict[str, Any]
Records = dict[str, dict[str, Data]]  # by kind and identifier
Complaint = tuple[FieldPath, str, str]  # where, what, what is expected
Located = Iterator[tuple[tuple[str, str], FieldPath, str, str]]  # the same, with kind and identifier first
