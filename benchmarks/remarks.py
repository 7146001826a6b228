"""Why a limit is missed: the floor and where the time goes, by how the measure's name begins.

A remark appears on the page while its limit is missed, and not otherwise.
"""

from typing import Final

REMARKS: Final[dict[str, str]] = {
    "one in t.wider[id]": (
        "**Whether a type is wider than another**, against a look-up in a dictionary: the question is a look-up and "
        "a test of the set that is found. The same question to a plain dictionary of sets is the floor, and stands "
        "in the table; what the package adds to it is one attribute."
    ),
}
