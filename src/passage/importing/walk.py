"""Down the page once, saying what each block is for from what came before and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from passage.importing import first_person, labels, meanings, shapes, signatures, words
from passage.importing.labels import Run
from passage.importing.meanings import Meaning
from passage.importing.parts import Part, Role
from passage.importing.shapes import Item, Shape

_ROLES = {
    Meaning.STAGE: Role.STAGE,
    Meaning.PLACE: Role.PLACE,
    Meaning.NAME: Role.NAME,
    Meaning.HEADING: Role.HEADING,
}
_LED_TO = {Shape.PROSE, Shape.ATTRIBUTION, Shape.LABEL, Shape.FACT}
"""What a quotation that is no entry of a list is followed by."""
_AHEAD = 4
"""So many blocks are searched for the words of a pull quote."""
_WORDS_OF_PULL_QUOTE = 5
"""Fewer words stand in a story twice by chance."""


def parts(items: Sequence[Item], stages: Collection[str]) -> tuple[Part, ...]:
    """Say what each block of a page is for that is no post, and no title of the page itself."""
    return _Walk(items, stages).parts()


@dataclass(slots=True)
class _Section:
    """What is known of the section that the walk is in."""

    headed: bool = False
    """Something stands above it that belongs to it alone."""
    titled: bool = False
    """That is a pull quote or an attribution: on a page with attributions, one is to end it."""
    bodies: int = 0


class _Walk:
    """The walk and where it is. Each method says what one kind of block is for."""

    def __init__(self, items: Sequence[Item], stages: Collection[str]) -> None:
        below = labels.below_signatures(items)
        runs = labels.runs(items, below)
        self.items = items
        self.meanings: Mapping[str, Meaning] = meanings.of_labels(items, runs, stages)
        self.below = {
            index
            for index in below
            if self.meanings.get(words.key(items[index].text)) is not Meaning.STAGE
        }
        # A stage stands where it stands, also right below an attribution.
        self.runs = {run.indices[0]: run for run in labels.runs(items, self.below)}
        self.signed = any(item.attribution for item in items)
        self.above = signatures.stand_above(items)
        self.quotes_end = _quotes_end(items)
        self.roles: list[Role] = []
        self.section = _Section()
        self.credited = False

    def parts(self) -> tuple[Part, ...]:
        """Walk down the page."""
        while len(self.roles) < len(self.items):
            self.roles += self._next(len(self.roles))
        pairs = zip(self.items, self.roles, strict=True)
        return tuple(Part(item, role, item.rule) for item, role in pairs)

    def _next(self, index: int) -> list[Role]:
        if index in self.below:
            return [Role.PLACE if self.roles[-1] is Role.CREDIT_ABOVE else Role.PLACE_BELOW]
        if index in self.runs:
            return self._labels(self.runs[index])
        return [self._single(index)]

    def _single(self, index: int) -> Role:
        item = self.items[index]
        if item.shape is Shape.FURNITURE:
            return Role.FURNITURE
        if item.shape is Shape.FACT:
            self.section = _Section() if self.section.bodies else self.section
            return Role.FACT
        if item.attribution:
            above = self.above and not item.attribution.dashed
            self.section = _Section(headed=above, titled=above)
            self.credited = self.credited or not above
            return Role.CREDIT_ABOVE if above else Role.CREDIT
        if item.shape is Shape.QUOTE:
            return self._quote(index)
        self.section.bodies += 1
        return Role.BODY

    def _quote(self, index: int) -> Role:
        """A pull quote over a story, or something that is said in one."""
        if self.section.bodies == 0 and self._is_listed(index):
            return Role.STRAY
        opens = self.section.bodies == 0 or self._opens(index)
        if opens and self._leads(index) and not (self.roles and self.roles[-1] is Role.TITLE):
            self.section = _Section(headed=True, titled=True)
            return Role.TITLE
        self.section.bodies += 1
        return Role.BODY

    def _labels(self, run: Run) -> list[Role]:
        meant = [self._meaning(index) for index in run.indices]
        stray = Role.MENU if run.is_menu or self._is_menu(run) else Role.STRAY
        if run.leads_to is None:
            if self._trails(run, meant):
                return [Role.TRAILING]
            return [Role.STAGE if each is Meaning.STAGE else stray for each in meant]
        if self.roles and self.roles[-1] is Role.TITLE:
            return [Role.STAGE if each is Meaning.STAGE else Role.PLACE for each in meant]
        if self._is_subheading(run, meant):
            self.section.bodies += len(meant)
            return [Role.BODY] * len(meant)
        if self.section.bodies:
            self.section = _Section()
        self.section.headed = meant[-1] is not Meaning.STAGE
        heading = [Role.STRAY if each is Meaning.HEADING else _ROLES[each] for each in meant[:-1]]
        return [*heading, _ROLES[meant[-1]]]

    def _is_menu(self, run: Run) -> bool:
        """Whether labels lead to nothing at the top of the page, or several do at its end."""
        if Role.BODY not in self.roles:
            return run.leads_to is None and run.indices[-1] + 1 < len(self.items)
        end = run.indices[-1] + 1
        below = any(item.shape is not Shape.FURNITURE for item in self.items[end:])
        return run.leads_to is None and len(run.indices) > 1 and not below

    def _is_subheading(self, run: Run, meant: Sequence[Meaning]) -> bool:
        """Whether labels stand inside a story, which goes on below them."""
        to_story = run.leads_to in {Shape.QUOTE, Shape.ATTRIBUTION}
        if not self.section.bodies or to_story or Meaning.STAGE in meant:
            return False
        if self.signed:
            return self.section.titled
        if meant[-1] is not Meaning.HEADING or Meaning.NAME in self.meanings.values():
            return False
        # Below a story that has a heading of its own, only its narrator can go on with it.
        following = (self.items[index].text for index in run.body)
        return not self.section.headed or first_person.tells(following)

    def _trails(self, run: Run, meant: Sequence[Meaning]) -> bool:
        """Whether a line is no more than a button below what the host says on a signed page."""
        alone = len(run.indices) == 1 and Meaning.STAGE not in meant
        hosted = self.signed and not self.section.titled and self.credited
        return alone and hosted and self.section.bodies > 0

    def _leads(self, index: int) -> bool:
        """Whether a story follows a quotation, with at most its place between them."""
        after = self._after(index)
        if after is None or after.shape in shapes.CONTENT:
            return after is not None
        run = self.runs.get(index + 1)
        if run is None or run.leads_to is not Shape.PROSE or len(run.indices) > 1:
            return False
        return self._meaning(index + 1) in {Meaning.PLACE, Meaning.HEADING}

    def _is_listed(self, index: int) -> bool:
        """Whether a quotation is one of a list that leads to no story, such as a menu of titles."""
        after = self._after(self.quotes_end[index])
        leads = after is not None and after.shape in _LED_TO
        below_facts = self.roles[-1:] == [Role.FACT] and self.quotes_end[index] == index
        return not leads and self._is_bare() and not below_facts

    def _is_bare(self) -> bool:
        """Whether nothing heads what begins here."""
        headed = {Role.PLACE, Role.NAME, Role.HEADING, Role.CREDIT_ABOVE, Role.TITLE}
        return not self.roles or self.roles[-1] not in headed

    def _opens(self, index: int) -> bool:
        """Whether a quotation below other paragraphs is the pull quote of another story."""
        after = self._after(index)
        if after is None or after.shape is not Shape.PROSE or not self.items[index].block.spaced:
            return False
        signing = self.signed and not self.above
        if signing and self.section.headed:
            return False
        fresh = self.items[index - 1].shape is Shape.FURNITURE or not (signing and self.credited)
        if fresh and not after.block.spaced:
            return True
        quote = self.items[index].text
        ahead = self.items[index + 1 : index + 1 + _AHEAD]
        said_again = words.stands_in(quote, " ".join(item.text for item in ahead))
        return said_again and len(words.of(quote)) >= _WORDS_OF_PULL_QUOTE

    def _meaning(self, index: int) -> Meaning:
        return self.meanings.get(words.key(self.items[index].text), Meaning.HEADING)

    def _after(self, index: int) -> Item | None:
        return self.items[index + 1] if index + 1 < len(self.items) else None


def _quotes_end(items: Sequence[Item]) -> list[int]:
    """For each block the index of the last quotation that follows on it without a break."""
    ends = list(range(len(items)))
    for index in range(len(items) - 2, -1, -1):
        if items[index + 1].shape is Shape.QUOTE:
            ends[index] = ends[index + 1]
    return ends
