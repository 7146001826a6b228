"""What every writer of blocks must know: each kind of block, and each kind of run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import ClassVar, assert_never

from .. import blocks as b


class Writer(ABC):
    """Writes blocks for one output. Who forgets a kind has a class that cannot be made.

    Attributes:
        between: what parts two blocks.
        nothing: the empty text of this output.
    """

    between: ClassVar[str] = ""
    nothing: ClassVar[str] = ""

    def blocks(self, blocks: Iterable[b.Block]) -> str:
        """Blocks below each other."""
        return self.between.join(map(self.block, blocks))

    def block(self, block: b.Block) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind
        """One block."""
        match block:
            case b.Paragraph():
                return self.paragraph(block)
            case b.Bullets():
                return self.bullets(block)
            case b.Table():
                return self.table(block)
            case b.Note():
                return self.note(block)
            case b.Section():
                return self.section(block)
            case b.Sources():
                return self.sources(block)
            case b.Answers():
                return self.answers(block)
            case b.Glance():
                return self.glance(block)
            case b.Cards():
                return self.cards(block)
            case b.Steps():
                return self.steps(block)
            case b.Bars():
                return self.bars(block)
            case b.Columns():
                return self.columns(block)
            case b.Call():
                return self.call(block)
            case b.Drawing():
                return self.drawing(block)
            case b.Fold():
                return self.fold(block)
            case _:
                assert_never(block)

    def runs(self, runs: b.Runs) -> str:
        """Runs in a line."""
        return self.nothing.join(map(self.run, runs))

    def run(self, run: b.Run) -> str:  # noqa: PLR0911 - one line a kind
        """One run."""
        match run:
            case b.Text():
                return self.text(run)
            case b.Strong():
                return self.strong(run)
            case b.Emphasis():
                return self.emphasis(run)
            case b.Ref():
                return self.ref(run)
            case b.Url():
                return self.url(run)
            case b.File():
                return self.file(run)
            case b.Cite():
                return self.cite(run)
            case b.SourceRef():
                return self.source_ref(run)
            case b.LabelRun():
                return self.label(run)
            case b.AnswerRun():
                return self.answer(run)
            case b.Glyph():
                return self.glyph(run)
            case b.Sure():
                return self.sure(run)
            case _:
                assert_never(run)

    @abstractmethod
    def paragraph(self, block: b.Paragraph) -> str: ...
    @abstractmethod
    def bullets(self, block: b.Bullets) -> str: ...
    @abstractmethod
    def table(self, block: b.Table) -> str: ...
    @abstractmethod
    def note(self, block: b.Note) -> str: ...
    @abstractmethod
    def section(self, block: b.Section) -> str: ...
    @abstractmethod
    def sources(self, block: b.Sources) -> str: ...
    @abstractmethod
    def answers(self, block: b.Answers) -> str: ...
    @abstractmethod
    def glance(self, block: b.Glance) -> str: ...
    @abstractmethod
    def cards(self, block: b.Cards) -> str: ...
    @abstractmethod
    def steps(self, block: b.Steps) -> str: ...
    @abstractmethod
    def bars(self, block: b.Bars) -> str: ...
    @abstractmethod
    def columns(self, block: b.Columns) -> str: ...
    @abstractmethod
    def call(self, block: b.Call) -> str: ...
    @abstractmethod
    def drawing(self, block: b.Drawing) -> str: ...
    @abstractmethod
    def fold(self, block: b.Fold) -> str: ...
    @abstractmethod
    def text(self, run: b.Text) -> str: ...
    @abstractmethod
    def strong(self, run: b.Strong) -> str: ...
    @abstractmethod
    def emphasis(self, run: b.Emphasis) -> str: ...
    @abstractmethod
    def ref(self, run: b.Ref) -> str: ...
    @abstractmethod
    def url(self, run: b.Url) -> str: ...
    @abstractmethod
    def file(self, run: b.File) -> str: ...
    @abstractmethod
    def cite(self, run: b.Cite) -> str: ...
    @abstractmethod
    def source_ref(self, run: b.SourceRef) -> str: ...
    @abstractmethod
    def label(self, run: b.LabelRun) -> str: ...
    @abstractmethod
    def answer(self, run: b.AnswerRun) -> str: ...
    @abstractmethod
    def glyph(self, run: b.Glyph) -> str: ...
    @abstractmethod
    def sure(self, run: b.Sure) -> str: ...


def leads_on(block: b.Bullets) -> bool:
    """Whether a list does nothing else, so that paper needs it not: the kinds of something are told there, too."""
    return block.look not in ("", b.KINDS)


def leads(runs: b.Runs, address: Callable[[str, str], str | None]) -> bool:
    """Whether a line holds a link that leads somewhere."""
    return any(isinstance(run, b.Ref) and address(run.kind, run.id) is not None for run in runs)
