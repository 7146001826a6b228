"""What changed: decisions of agencies on products and uses, newest first, from the records alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from taxonomy.model import vocabulary as v

if TYPE_CHECKING:
    from taxonomy.model.records import Approval, Product, Status, Type, Use

    from .hierarchy import Hierarchy

MONTHS: Final = 24
#: What happened, by what a record says holds now.
EVENTS: Final = {
    "approved": "approved",
    "conditional": "approved early, on conditions",
    "ended": "approval ended",
    "refused": "refused",
    "application_withdrawn": "application withdrawn by the company",
}
BY_STATUS: Final = {"authorised": "approved", "conditional": "conditional", "withdrawn": "ended", "refused": "refused"}


class Change(NamedTuple):
    """One decision.

    Attributes:
        id: made of the product or treatment, the place, the event and the day: the same in every release.
        event: one of ``EVENTS``.
        product: the identifier of the product, or nothing if the record names none.
        type: the identifier of the treatment.
        words: the use, or another remark; may be empty.
        sources: citations.
    """

    id: str
    date: str
    event: str
    place: str
    product: str
    type: str
    words: str
    sources: tuple[str, ...]


def newest_review(reference: Hierarchy) -> str:
    """The newest day on which any record was compared with its sources: what "now" means in the data."""
    return max(
        (data["reviewed"] for some in reference.records.values() for data in some.values() if "reviewed" in data),
        default="",
    )


def since(day: str, months: int = MONTHS) -> str:
    """The day some months before a day."""
    year, month, rest = int(day[:4]), int(day[5:7]), day[7:]
    whole = year * 12 + month - 1 - months
    return f"{whole // 12}-{whole % 12 + 1:02d}{rest}"


def of_approval(product: Product, approval: Approval) -> Iterator[Change]:
    """The first licence or the refusal, and the end if there was one."""
    place = v.PLACE_OF_AGENCY[approval.agency]

    def change(date: str, event: str, words: str) -> Change:
        id = f"{product.id}-{approval.agency}-{event}-{date}".lower().replace("_", "-")
        return Change(id, date, event, place, product.id, product.type, words, tuple(approval.sources))

    words = approval.indication or approval.indication_now
    began = "approved" if approval.status == "withdrawn" else approval.status
    if began in EVENTS and approval.date and (began != "approved" or not approval.first_licensed):
        yield change(approval.date, began, words)
    if approval.ended:
        yield change(approval.ended, "ended", words)


def of_status(type_: Type, use: Use, status: Status) -> Iterator[Change]:
    """The decision about one use in one place, once for each product that it names."""
    if status.state not in BY_STATUS or not status.date:
        return
    event = BY_STATUS[status.state]
    for product in status.products or [""]:
        id = f"{product or type_.id}-{status.jurisdiction}-{event}-{status.date}".lower().replace("_", "-")
        named = use.indication
        yield Change(id, status.date, event, status.jurisdiction, product, type_.id, named, tuple(status.sources))


def changes(reference: Hierarchy, months: int = MONTHS) -> list[Change]:
    """The decisions of the last months before the newest review, newest first; each once.

    What a product's own record says and what a use says of the same product, place and day is one decision.
    """
    now = newest_review(reference)
    if not now:
        return []
    first = since(now, months)
    found: dict[tuple[str, str, str, str], Change] = {}
    ids: set[str] = set()
    of_products = (each for p in reference.products.values() for a in p.approvals for each in of_approval(p, a))
    of_uses = (each for t in reference.types.values() for u in t.uses for s in u.status for each in of_status(t, u, s))
    for each in (*of_products, *of_uses):
        if not first <= each.date <= now:
            continue
        key = (each.product or each.type, each.place, each.date, each.event)
        if key in found:
            known = found[key]
            sources = tuple(dict.fromkeys([*known.sources, *each.sources]))
            found[key] = known._replace(words=known.words or each.words, sources=sources)
        elif each.id not in ids:
            found[key] = each
            ids.add(each.id)
    return sorted(found.values(), key=lambda each: (each.date, each.id), reverse=True)


class Tally(NamedTuple):
    """How many products of a kind an agency decided about, by what holds now."""

    approved: int
    conditional: int
    ended: int
    cord_blood: int


CORD_BLOOD: Final = "cord-blood-transplant"


def tally(products: Iterable[Product], agency: str) -> Tally:
    """How many of some products an agency has licensed: in full, early, and no more; cord blood apart.

    Args:
        products: the products to count.
        agency: one of ``vocabulary.AGENCY``.
    """
    counted = {"approved": 0, "conditional": 0, "withdrawn": 0, CORD_BLOOD: 0}
    for product in products:
        states = {each.status for each in product.approvals if each.agency == agency}
        state = next((each for each in ("approved", "conditional", "withdrawn") if each in states), "")
        if not state:
            continue
        cord = product.type == CORD_BLOOD and state != "withdrawn"
        counted[CORD_BLOOD if cord else state] += 1
    return Tally(*counted.values())
