"""Blocks with a frame as HTML: cards, answers, steps, bars, folds. Looks are in ``static/panels.css``."""

from __future__ import annotations

from typing import ClassVar, Final

from markupsafe import Markup, escape

from .. import blocks as b
from ..views.glyph import ZONES, aloud, inline
from .writer import Writer

DOTS = 4
HARD_SPACE: Final = "\N{NO-BREAK SPACE}"


def dots(number: int) -> str:
    """How sure one can be, as filled and empty dots."""
    return "●" * number + "○" * (DOTS - number)


class HtmlPanels(Writer):
    """The part of the HTML writer that knows frames.

    Attributes:
        site: whether it writes for the site. A book lies open, and its pages hold no drawings unannounced.
    """

    site: bool
    nothing: ClassVar[str] = Markup()

    def answers(self, block: b.Answers) -> str:
        card = Markup(
            '<div class="answer answer-{}">{}<div><p class="answer-question">{}</p><p class="answer-value">{}</p></div>'
            '<p class="answer-reason">{}</p></div>'
        )
        items = (
            card.format(
                each.term, self.picture(each.zone), each.question, self.answer(each.answer), self.runs(each.reason)
            )
            for each in block.items
        )
        return Markup('<div class="answers">{}</div>').format(self.nothing.join(items))

    def glance(self, block: b.Glance) -> str:
        items = (
            Markup("<div{}><dt>{}</dt><dd>{}</dd></div>").format(
                Markup(' class="glance-{}"').format(each.tone) if each.tone else "", each.term, self.runs(each.runs)
            )
            for each in block.items
        )
        return Markup('<dl class="glance">{}</dl>').format(self.nothing.join(items))

    def cards(self, block: b.Cards) -> str:
        items = self.nothing.join(self.card(card, block.level) for card in block.items)
        return Markup('<div class="{}">{}</div>').format(block.look, items) if block.look else items

    def card(self, card: b.Card, level: int) -> str:
        tags = self.nothing.join(Markup("<li>{}</li>").format(self.run(each)) for each in card.tags)
        return Markup('<section class="fact-card"{}><h{level}>{}</h{level}>{}{}</section>').format(
            Markup(' id="{}"').format(card.id) if card.id else "",
            self.heading(card.title),
            Markup('<ul class="fact-tags">{}</ul>').format(tags) if tags else "",
            self.blocks(card.blocks),
            level=level,
        )

    def steps(self, block: b.Steps) -> str:
        items = []
        for each in block.items:
            when = ", ".join(filter(None, (each.duration, each.place)))
            items.append(
                Markup("<li><p><strong>{}</strong>{}</p><p>{}</p></li>").format(
                    each.title,
                    Markup(' <span class="step-when">{}</span>').format(when) if when else "",
                    self.runs(each.runs),
                )
            )
        return Markup('<ol class="fact-steps">{}</ol>').format(self.nothing.join(items))

    def bars(self, block: b.Bars) -> str:
        bar = Markup(
            '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
            '<rect class="bar-all" width="100" height="4"/><rect class="bar-part" width="{:.0f}" height="4"/></svg>'
        )
        row = Markup('<tr><th scope="row">{}</th><td><strong>{}</strong>{}{}</td></tr>')
        bar = bar if self.site else Markup()  # which formats to nothing
        rows = (
            row.format(each.name, each.figure, f" {each.interval}" if each.interval else "", bar.format(each.value))
            for each in block.rows
        )
        return Markup('<table class="bars"><caption>{}</caption><tbody>{}</tbody></table>{}').format(
            block.question,
            self.nothing.join(rows),
            Markup('<p class="soft">{}</p>').format(self.runs(block.remark)) if block.remark else "",
        )

    def columns(self, block: b.Columns) -> str:
        items = (
            Markup('<section class="fact-column"><h3>{}</h3>{}</section>').format(each.title, self.blocks(each.blocks))
            for each in block.items
        )
        return Markup('<div class="fact-columns">{}</div>').format(self.nothing.join(items))

    def drawing(self, block: b.Drawing) -> str:
        # In a book of web pages a drawing is a file of its own, and the words beside it say the same.
        return Markup('<figure class="therapy-picture">{}</figure>').format(block.svg) if self.site else Markup()

    def call(self, block: b.Call) -> str:
        return Markup(
            '<div class="fact-call" role="note"><p class="call-title">{}</p>{}</div>'
        ).format(block.title, self.blocks(block.blocks))  # fmt: skip

    def fold(self, block: b.Fold) -> str:
        if not self.site:
            return self.section(b.Section(block.slug, block.title, block.blocks))
        listed = any(isinstance(each, b.Sources) for each in block.blocks)  # which many look for
        return Markup(
            '<details class="fact-fold" id="{}"><summary><span {}>{}</span>{}</summary>'
            '<div class="fold-body">{}</div></details>'
        ).format(
            block.slug,
            Markup('aria-level="2" class="fold-title" role="heading"') if listed else Markup('class="fold-title"'),
            block.title,
            Markup(" <small>{}</small>").format(block.note) if block.note else "",
            self.blocks(block.blocks),
        )

    def picture(self, zone: str) -> str:
        return inline(zone) if self.site else Markup()

    def heading(self, runs: b.Runs) -> str:
        """Runs that name what follows: who hears them hears the name first, and then where it stands."""
        pictured = [run for run in runs if isinstance(run, b.Glyph)]
        if not self.site:
            told = (b.Text(f" ({ZONES[run.zone]})") for run in pictured)
            return self.runs([*(run for run in runs if run not in pictured), *told])
        shown = (self.seen(run, heard=False) if isinstance(run, b.Glyph) else self.run(run) for run in runs)
        heard = (Markup(" <span {}></span>").format(aloud(run.zone)) for run in pictured)
        return self.nothing.join((*shown, *heard))

    def glyph(self, run: b.Glyph) -> str:
        return self.seen(run) if self.site else escape(f"({ZONES[run.zone]}) ")

    @staticmethod
    def seen(run: b.Glyph, *, heard: bool = True) -> Markup:
        """The picture before a name."""
        return Markup('<span class="named">{}{}</span>').format(inline(run.zone, heard=heard), HARD_SPACE)

    def sure(self, run: b.Sure) -> str:
        return Markup('<span class="fact-sure"><span class="dots" aria-hidden="true">{}</span> {}</span>').format(
            dots(run.dots), run.words
        )
