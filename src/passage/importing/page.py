"""A source becomes a page: its blocks are looked at, given their roles, and put into sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from passage.importing import first_person, furniture, layout, roles, shapes, words
from passage.importing.furniture import Rule
from passage.importing.parts import Part, Role
from passage.importing.sections import Page, Section
from passage.importing.shapes import Item
from passage.importing.source import Source

_APPEAL = 2
"""Paragraphs. What leads up to a button is not longer."""
_AHEAD = 12
"""So many blocks below a button are looked at: no more furniture stands together."""


def of(
    source: Source,
    number: int = 0,
    stages: Collection[str] = (),
    rules: Sequence[Rule] = furniture.RULES,
) -> Page:
    """Understand a source as a page.

    `number` is the source's place among those that are imported together; `stages` are names of
    stages that the show has already, `rules` say what is furniture.
    """
    laid = layout.of(source)
    found = shapes.items(laid.blocks, rules)
    parts = roles.assign(found, {words.key(stage) for stage in stages})
    return replace(_Arrangement(source.name, number, parts).page(), left=laid.left)


@dataclass(slots=True)
class _Growing:
    """The section that the next block may belong to."""

    stage_heading: Item | None = None
    place: Item | None = None
    heading: Item | None = None
    title: Item | None = None
    signature: Item | None = None
    is_named: bool = False
    body: list[Part] = field(default_factory=list)
    facts: list[Item] = field(default_factory=list)
    is_over: bool = False
    """Facts stand below its words, and they end it."""

    @property
    def headings(self) -> tuple[Item, ...]:
        above = (self.place, self.heading, self.title, self.signature, *self.facts)
        return tuple(item for item in above if item is not None)


class _Arrangement:
    """The sections as they grow, from the top of the page to its end."""

    def __init__(self, name: str, number: int, parts: Sequence[Part]) -> None:
        self.name = name
        self.number = number
        self.parts = parts
        self.growing = _Growing()
        self.sections: list[Section] = []
        self.loose: list[Part] = []
        self.stage = ""
        self.stages: list[Item] = []
        """Stage headings above what comes next."""
        self.names: dict[str, str] = {}
        headings = (part.item for part in parts if part.role is Role.STAGE)
        self.stages_ahead = Counter(words.key(item.text) for item in headings)
        self.signed = any(part.role in {Role.CREDIT, Role.CREDIT_ABOVE} for part in parts)

    def page(self) -> Page:
        """Put every part where it belongs."""
        single: dict[Role, list[Item]] = {Role.PAGE_TITLE: [], Role.BYLINE: [], Role.DATE: []}
        numbered = enumerate(self.parts)
        for is_post, group in groupby(numbered, key=lambda pair: pair[1].role is Role.POST):
            pairs = list(group)
            if is_post:
                self._post([part for _, part in pairs])
                continue
            for index, part in pairs:
                if part.role in single:
                    single[part.role].append(part.item)
                else:
                    self._place(index, part)
        self._close()
        self._let_go_of_stages()
        return Page(
            self.name,
            title=next(iter(single[Role.PAGE_TITLE]), None),
            byline=next(iter(single[Role.BYLINE]), None),
            dates=(*single[Role.DATE], *single[Role.BYLINE][1:]),
            sections=tuple(self.sections),
            stages=tuple(self.names.values()),
            loose=tuple(sorted(self.loose, key=lambda part: part.item.block.position)),
        )

    def _place(self, index: int, part: Part) -> None:
        match part.role:
            case Role.STAGE:
                self._close()
                self.stages.append(part.item)
                self.stages_ahead[words.key(part.item.text)] -= 1
                self.names.setdefault(words.key(part.item.text), part.item.text)
            case Role.PLACE | Role.NAME | Role.HEADING | Role.TITLE | Role.CREDIT_ABOVE:
                self._head(part)
            case Role.FACT:
                self._note(part)
            case Role.BODY:
                if self.growing.is_over:
                    self._close()
                self._enter_stage()
                self.growing.body.append(part)
            case Role.CREDIT:
                self._sign(part)
            case Role.PLACE_BELOW:
                self._place_below(part)
            case _:
                self.loose.append(part)
                is_button = part.rule == furniture.BUTTON or part.role is Role.TRAILING
                if is_button and self._is_appeal(index):
                    self._let_go_of_appeal()

    def _head(self, part: Part) -> None:
        """A heading of the next section: it ends the one above, if that has words."""
        if self.growing.body:
            self._close()
        self._enter_stage()
        slot = "heading" if part.role is Role.NAME else str(part.role)
        slot = "signature" if part.role is Role.CREDIT_ABOVE else slot
        earlier = getattr(self.growing, slot)
        if earlier is not None:
            self.loose.append(Part(earlier, Role.STRAY))
        setattr(self.growing, slot, part.item)
        self.growing.is_named = self.growing.is_named or part.role is Role.NAME

    def _sign(self, part: Part) -> None:
        if not self.growing.body:
            self.loose.append(Part(part.item, Role.STRAY))
            return
        self.growing.signature = part.item
        self._close()

    def _note(self, part: Part) -> None:
        """A fact about the narrator above, if words or an attribution stand there, or below."""
        alone = not (self.growing.body or self.growing.headings or self.stages)
        if alone and not part.item.block.spaced and self.sections:
            last = self.sections[-1]
            self.sections[-1] = replace(last, facts=(*last.facts, part.item))
            return
        if self.growing.facts and self.growing.body and not self.growing.is_over:
            # Facts stand above the words on this page, and these are of the next narrator.
            self._close()
        self.growing.facts.append(part.item)
        self.growing.is_over = bool(self.growing.body)

    def _place_below(self, part: Part) -> None:
        if self.sections and self.sections[-1].place is None:
            self.sections[-1] = replace(self.sections[-1], place=part.item)
        else:
            self.loose.append(Part(part.item, Role.STRAY))

    def _post(self, posted: list[Part]) -> None:
        """A post is a testimony if its writer tells of themselves; else the page quotes it."""
        signed = [part.item for part in posted if part.item.attribution]
        body = [part for part in posted if not part.item.attribution]
        self._enter_stage()
        if body and first_person.tells(part.item.text for part in body):
            name = signed.pop() if signed else None
            post = Section(self.number, self.stage, signature=name, body=tuple(body), is_post=True)
            self.sections.append(post)
        else:
            self.growing.body += body
        self.loose += [Part(item, Role.STRAY) for item in signed]

    def _enter_stage(self) -> None:
        """Take the stage from the heading above.

        Several above one another are a list of stages if one of them comes again further down;
        else those before the nearest have no stories.
        """
        if not self.stages:
            return
        *others, nearest = self.stages
        keys = {words.key(item.text) for item in self.stages}
        if len(keys) > 1 and any(self.stages_ahead[key] for key in keys):
            self.stage = ""
            others = self.stages
        else:
            self.stage = nearest.text
            self.growing.stage_heading = nearest
        self.loose += [Part(item, Role.STAGE) for item in others]
        self.stages = []

    def _close(self) -> None:
        """End the section that grows; headings without words below them are let go."""
        growing, self.growing = self.growing, _Growing()
        if not growing.body:
            self.loose += [Part(item, Role.STRAY) for item in growing.headings]
            if growing.stage_heading:
                self.loose.append(Part(growing.stage_heading, Role.STAGE))
            return
        self.sections.append(
            Section(
                page=self.number,
                stage=self.stage,
                stage_heading=growing.stage_heading,
                place=growing.place,
                heading=growing.heading,
                is_named=growing.is_named,
                title=growing.title,
                signature=growing.signature,
                facts=tuple(growing.facts),
                body=tuple(growing.body),
            )
        )

    def _is_appeal(self, index: int) -> bool:
        """Whether what leads up to a button is an appeal and no story: short, below a story."""
        body = self.growing.body
        if not self.signed or not self.sections or self.growing.headings:
            return False
        if not 0 < len(body) <= _APPEAL or first_person.tells(part.item.text for part in body):
            return False
        ahead = self.parts[index + 1 : index + 1 + _AHEAD]
        following = next((part.role for part in ahead if part.role is not Role.FURNITURE), None)
        return following not in {Role.BODY, Role.CREDIT}

    def _let_go_of_appeal(self) -> None:
        parts = self.growing.body
        self.loose += [Part(part.item, Role.FURNITURE, furniture.APPEAL) for part in parts]
        self.growing.body = []
        self._close()

    def _let_go_of_stages(self) -> None:
        self.loose += [Part(item, Role.STAGE) for item in self.stages]
        self.stages = []
