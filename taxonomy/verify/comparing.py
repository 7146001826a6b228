"""Compares every product with the files that FDA and EMA publish.

``python -m taxonomy.verify PURPLE_BOOK.csv EMA.csv``

A difference is explained in ``data/explained.yaml``, with what the file says, the reason
and its sources. An explanation of a difference that is no longer there is an error too.
The exit status is 0 if every difference is explained.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from taxonomy.loading.sources import DATA
from taxonomy.model.problems import DataError, Problem
from taxonomy.model.records import Approval, Product
from taxonomy.query.search import fold
from taxonomy.query.taxonomy import Taxonomy, load

from .explained import explanations
from .regulators import AgencyFile, Entry, read_ema, read_fda


class Deviation(NamedTuple):
    """A place where a product and an agency's file are not the same."""

    product: str
    agency: str
    field: str
    here: str
    says: str
    file: str
    line: int

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.product}: {self.field}: is {self.here} here; the file says '{self.says}'"
        )


def substance(name: str) -> str:
    """A non-proprietary name without FDA's suffix and without the order of its parts."""
    return " ".join(sorted(set(fold(re.sub(r"-[a-z]{4}$", "", name)).split()) - {"and"}))


def holders(entries: list[Entry]) -> Iterator[Entry]:
    """Of each agency's entries, the one whose holder counts: the first that stands, else the first."""
    for agency in dict.fromkeys(entry.agency for entry in entries):
        mine = [entry for entry in entries if entry.agency == agency]
        yield next((entry for entry in mine if entry.status in ("approved", "conditional")), mine[0])


class Findings:
    """The products beside the two files; ``differences`` holds what was found."""

    def __init__(self, taxonomy: Taxonomy, fda: AgencyFile, ema: AgencyFile) -> None:
        self.files = {"FDA": fda, "EMA": ema}
        self.compared, self.newer = 0, 0
        self.matched: dict[str, Product] = {}
        self.brands: dict[str, set[str]] = {}  # of all products that stand under one number
        for product in taxonomy.products.values():
            for approval in product.approvals:
                if approval.number:
                    self.brands.setdefault(approval.number, set()).update(map(fold, product.brands))
        self.differences = [each for product in taxonomy.products.values() for each in self._product(product)]
        self.differences += self._unknown(taxonomy)

    def _product(self, product: Product) -> Iterator[Deviation]:
        entries: list[Entry] = []
        complete = True
        for approval in product.approvals:
            file = self.files.get(approval.agency)
            number = approval.number or ""
            # The Purple Book has neither chemical medicines (NDA) nor devices (PMA, HDE).
            elsewhere = approval.agency == "FDA" and number and not number.startswith("BLA")
            if file is None or elsewhere or approval.status == "not_approved":
                complete = False
            elif (approval.date or "") > file.newest:
                complete = False
                self.newer += 1
            elif number in file.entries:
                entry = file.entries[number]
                entries.append(entry)
                self.matched[number] = product
                self.compared += 1
                yield from self._approval(product, approval, entry)
            elif not file.whole:
                complete = False
            else:
                complete = False
                says = "no such number" if number else "a number for each decision"
                yield Deviation(product.id, approval.agency, "number", repr(number), says, file.path, 1)
        if entries:
            yield from self._names(product, entries, complete=complete)

    def _approval(self, product: Product, approval: Approval, entry: Entry) -> Iterator[Deviation]:
        status = approval.status
        if entry.agency == "FDA" and status == "conditional":
            status = "approved"  # the Purple Book does not tell accelerated approvals apart
        # Several products may stand under one number, each under its brand, with a day of its own.
        own = [day for brand, day in entry.days.items() if fold(brand) in map(fold, product.brands) and day]
        apart = len(self.brands[entry.number] - set(map(fold, product.brands))) > 0
        pairs = {
            "date": (approval.date, min(own) if own and apart else entry.date),
            "status": (status, entry.status),
            "ended": (approval.ended, entry.ended),
        }
        if entry.agency == "FDA" or approval.ended_not_found:
            del pairs["ended"]
        if approval.ended > self.files[entry.agency].newest:  # the file is older than the end
            pairs = {"date": pairs["date"]}
        for field, (here, says) in pairs.items():
            if (here or "") != says:
                yield self._differs(product.id, entry, field, here or "not given", says or "nothing")

    def _names(self, product: Product, entries: list[Entry], *, complete: bool) -> Iterator[Deviation]:
        """Names: one for the product, so that it is enough if one agency uses it."""
        names = [name for entry in entries for name in entry.names]
        # Where products share a name, each has its brand behind it, in brackets.
        own = {substance(product.name), substance(re.sub(r" \([^()]*\)$", "", product.name))}
        seen = complete or all(file.whole for file in self.files.values())
        if names and seen and own.isdisjoint(map(substance, names)):
            yield self._differs(product.id, entries[0], "name", repr(product.name), names[0])
        brands = set(map(fold, product.brands or ()))
        for entry in entries:
            for brand in entry.brands:
                if fold(brand) not in brands | self.brands[entry.number] and substance(brand) != substance(
                    product.name
                ):
                    yield self._differs(product.id, entry, "brand", "another", brand)
        known = {fold(brand) for entry in entries for brand in entry.brands}
        for brand in product.brands or ():
            if complete and fold(brand) not in known:
                yield self._differs(product.id, entries[0], "brand", repr(brand), "no such brand")
        for entry in holders(entries):
            if fold(entry.holder) not in fold(product.holder or ""):
                yield self._differs(product.id, entry, "holder", repr(product.holder), entry.holder)

    def _differs(self, product: str, entry: Entry, field: str, here: str, says: str) -> Deviation:
        return Deviation(product, entry.agency, field, here, says, self.files[entry.agency].path, entry.line)

    def _unknown(self, taxonomy: Taxonomy) -> Iterator[Deviation]:
        """What the files have, within the scope of this reference, and the products do not."""
        # By its brand, too: agencies word the names of vaccines in their own ways.
        names = {substance(each): one for one in taxonomy.products.values() for each in (*one.brands, one.name)}
        for number, product in self.matched.items():
            for file in self.files.values():
                if number in file.entries:
                    names |= dict.fromkeys(map(substance, file.entries[number].names), product)
        agencies = {(product.id, each.agency) for product in taxonomy.products.values() for each in product.approvals}
        for file in self.files.values():
            for number, entry in file.entries.items():
                if number in self.matched or not entry.first or (entry.status == "undecided" and not entry.news):
                    continue
                called = (*entry.names, *entry.brands)
                twin = next((names[name] for name in map(substance, called) if name in names), None)
                label = f"{', '.join(entry.brands or entry.names)} ({entry.holder}): {entry.status} {entry.date}"
                # EMA's table does not mark biosimilars: there, only a first entry of a substance is news.
                if twin and (entry.agency == "FDA" or (twin.id, "EMA") not in agencies):
                    yield self._differs(
                        number, entry, "appeared", f"known as {twin.id}, but without this licence", label
                    )
                elif (entry.advanced or entry.news) and not twin:
                    yield self._differs(number, entry, "missing", "not", label)


def verify(taxonomy: Taxonomy, fda: Path, ema: Path, explained: Path) -> tuple[list[str], list[str]]:
    """Compare; returns the lines that need work, and a summary.

    Raises:
        DataError: if a file cannot be used.
    """
    found = Findings(taxonomy, read_fda(fda), read_ema(ema))
    reasons = {
        (each.product, each.agency, each.field, each.says): line
        for line, each in explanations(explained)
        if each.applies(found.files[each.agency])
    }
    keys = {(each.product, each.agency, each.field, each.says) for each in found.differences}
    lines = [
        str(each) for each in found.differences if (each.product, each.agency, each.field, each.says) not in reasons
    ]
    # The changes of a month alone leave most explanations without anything to explain.
    unneeded = [key for key in reasons if key not in keys and found.files[key[1]].whole]
    for key in unneeded:
        product, agency, field, says = key
        what = f"explains that {agency} says '{says}', which it does not"
        expected = "no explanation where there is no such difference"
        lines.append(str(Problem(str(explained), reasons[key], f"{product}.{field}", what, expected)))
    summary = [
        f"{len(taxonomy.products)} products: {found.compared} decisions compared, {found.newer} newer than the files",
        f"files: FDA to {found.files['FDA'].newest}, EMA to {found.files['EMA'].newest}",
        f"{len(found.differences)} differences, {len(keys & reasons.keys())} explained; {len(unneeded)} explanations no longer needed",
    ]
    return lines, summary


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m taxonomy.verify", description="Compare the products with the files of FDA and EMA."
    )
    parser.add_argument("purple_book", type=Path, help="FDA's Purple Book, CSV")
    parser.add_argument("ema", type=Path, help="EMA's table of medicines, CSV")
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="another data folder")
    args = parser.parse_args(arguments)
    try:
        lines, summary = verify(load(args.data), args.purple_book, args.ema, args.data / "explained.yaml")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(*lines, *summary, sep="\n")
    return 1 if lines else 0
