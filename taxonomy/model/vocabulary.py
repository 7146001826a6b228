"""Every closed list of values, each value with the plain words a reader sees.

A vocabulary is a mapping *value -> plain words*, in the order in which readers meet the values. They stand in
``vocabulary.toml``, for people to edit who do not program. ``SOURCES`` says where each list comes from.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from .problems import DataError, Problem


def read(path: Path) -> dict[str, dict[str, str]]:
    """The lists that a file holds, by name.

    Raises:
        DataError: if it is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = int((re.findall(r"line (\d+)", str(error)) or [1])[0])
        problem = Problem(
            path.as_posix(), line, "file", f"is not valid TOML ({error})", 'a line such as cells = "living cells"'
        )
        raise DataError([problem]) from None


LISTS = read(Path(__file__).with_suffix(".toml"))

AGENT = LISTS["agent"]
DONOR = LISTS["donor"]
MANIPULATION = LISTS["manipulation"]
HOMOLOGOUS = LISTS["homologous"]
GENETIC = LISTS["genetic"]
FUNCTION = LISTS["function"]
IMMUNE_EFFECT = LISTS["immune_effect"]
IMMUNE_ROLE = LISTS["immune_role"]
HOST_ROLE = LISTS["host_role"]
SPECIFICITY = LISTS["specificity"]
INTENT = LISTS["intent"]
FLAG = LISTS["flag"]
YES_NO = LISTS["yes_no"]
ANSWER = LISTS["answer"]
TERM = LISTS["term"]
AREA = LISTS["area"]
FAMILY = LISTS["family"]
JURISDICTION = LISTS["jurisdiction"]
STATUS = LISTS["status"]
CERTAINTY = LISTS["certainty"]
DIRECTION = LISTS["direction"]
AGENCY = LISTS["agency"]
HARM = LISTS["harm"]
STEP = LISTS["step"]
LIFE = LISTS["life"]
COST = LISTS["cost"]
STUDY = LISTS["study"]
DESIGN = LISTS["design"]
RESULT = LISTS["result"]
THEME = LISTS["theme"]
PART = LISTS["part"]
PROVEN_OF = LISTS["proven_of"]
HELP = LISTS["help"]
PLACE_OF_AGENCY = LISTS["place_of_agency"]
APPROVAL_STATUS = LISTS["approval_status"]
VERDICT = LISTS["verdict"]
CLAIM_THEME = LISTS["claim_theme"]
ORIGIN = LISTS["origin"]
AUTHORITY_ROLE = LISTS["authority_role"]
KIND = LISTS["kind"]
QUESTION_GROUP = LISTS["question_group"]
NAME = LISTS["name"]
PREDICATE = LISTS["predicate"]
SOURCES = LISTS["sources"]

STIMULATING = frozenset({"activates", "primes", "redirects", "supplies_effector"})
CALMING = frozenset({"suppresses", "removes"})
SOUGHT = {name: HARM[name] for name in ("death", "grave", "frequent", "late", "urgent")}  # what every treatment tells
