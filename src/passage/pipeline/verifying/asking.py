"""What was asked and answered in a run: each address once, and what was found wrong so far."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from passage.delivering.verifying import Reader
from passage.delivering.verifying.bounds import AT_ONCE
from passage.model import Place
from passage.model.answered import Answer
from passage.validating.delivery import answers, parts
from passage.validating.delivery.table import Told
from passage.validating.finding import Finding, Level
from passage.validating.lines import LineFault, shortened

T = TypeVar("T")
R = TypeVar("R")

OTHER_TAG = '"something-else"'
"""The ETag of nothing that is there."""
_PART = 16
"""Bytes of the part that is asked for from the middle of each file."""


@dataclass(slots=True)
class Asking:
    """A run. Only its own thread writes what was found; the others ask."""

    reader: Reader
    base: str
    """The folder above that of the feed: what lies below it is told without it."""
    folder: Path
    """For what is fetched."""
    found: list[Finding] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    """Of the episode that an address belongs to."""
    heads: dict[str, Answer] = field(default_factory=dict)
    parts: dict[str, tuple[int, Answer]] = field(default_factory=dict)
    files: dict[str, Answer] = field(default_factory=dict)
    """The small ones, which are compared with each other and stay until the end."""
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of sounds, by their addresses."""
    books: dict[str, str] = field(default_factory=dict)
    """The same of books."""
    is_spent: bool = False
    """Whether it was told that limits were reached."""
    _noted: set[Finding] = field(default_factory=set)

    def each(self, do: Callable[[T], R], todo: Iterable[T]) -> list[R]:
        """Do the same for all, a few at once; what comes of it in their order."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(do, todo))

    def tell(self, told: Iterable[Told]) -> None:
        """Note what is wrong, once."""
        for each in told:
            rule, where = each.rule, each.where
            if rule is answers.SPENT:
                # Once for all that was not looked at.
                if self.is_spent:
                    continue
                self.is_spent = True
            self._note(rule.name, rule.level, Place(self.shown(where)), each, rule.clause)

    def tell_lines(self, address: str, faults: Iterable[LineFault]) -> None:
        """Note what is wrong within a file."""
        for fault in faults:
            place = Place(self.shown(address), fault.line)
            told = Told(answers.STATUS, address, fault.what, fault.hint)
            self._note(fault.rule.name, fault.rule.level, place, told, fault.rule.clause)

    def tell_found(self, found: Iterable[Finding]) -> None:
        """Note what another checker found."""
        self.found += found

    def is_told(self, rule: str, address: str) -> bool:
        """Whether something was found by a rule at an address."""
        place = self.shown(address)
        return any(each.rule == rule and each.place.path == place for each in self.found)

    def shown(self, address: str) -> str:
        """An address as it is told: below the show's own, without it."""
        return shortened(address.removeprefix(self.base) or address)

    def ask_heads(self, addresses: Iterable[str]) -> None:
        """Ask for the heads of those that were not asked for yet."""
        todo = [one for one in dict.fromkeys(addresses) if one not in self.heads]
        self.heads.update(zip(todo, self.each(self.reader.head, todo), strict=True))

    def ask_parts(self, addresses: Iterable[str]) -> None:
        """Ask for a few bytes from the middle of each file that was there."""
        todo = [one for one in dict.fromkeys(addresses) if one not in self.parts]
        todo = [one for one in todo if self.heads[one].length]
        self.parts.update(zip(todo, self.each(self._part, todo), strict=True))

    def fetch(self, todo: Mapping[str, int]) -> None:
        """Fetch small files, by their addresses and the most bytes of each."""
        new = [(address, most) for address, most in todo.items() if address not in self.files]
        fetched = self.each(lambda each: self.get(*each), new)
        self.files.update({address: a for (address, _), a in zip(new, fetched, strict=True)})

    def get(self, address: str, most: int) -> Answer:
        """Fetch one file."""
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        return self.reader.get(address, self.folder / name, most)

    def data(self, address: str) -> bytes | None:
        """The bytes of a small file; None where it did not come as a whole."""
        answer = self.files.get(address)
        if answer is None or not answers.is_good(answer) or not answer.path:
            return None
        return answer.path.read_bytes()

    def forget(self, answer: Answer) -> None:
        """Delete what was fetched, if it was: a file that lies in a folder is not ours."""
        if answer.path and answer.path.parent == self.folder:
            answer.path.unlink(missing_ok=True)

    def compare_part(self, address: str, path: Path) -> None:
        """Compare the part that was asked for with the whole."""
        if address in self.parts:
            first, answer = self.parts[address]
            with path.open("rb") as file:
                file.seek(first)
                data = file.read(len(answer.part))
            self.tell(parts.same_part(answer, first, data))

    def wanted_part(self, address: str) -> tuple[int, int]:
        """The first byte of the part of a file, and how many there should be."""
        length = self.heads[address].length or 0
        first = length // 2
        return first, min(_PART, length - first)

    def _part(self, address: str) -> tuple[int, Answer]:
        first, wanted = self.wanted_part(address)
        return first, self.reader.part(address, first, first + wanted - 1)

    def _note(self, name: str, level: Level, place: Place, told: Told, clause: str) -> None:
        title = shortened(self.titles.get(told.where, ""))
        what, hint = shortened(told.what), shortened(told.hint)
        finding = Finding(name, level, place, title, what, hint, clause)
        if finding not in self._noted:
            self._noted.add(finding)
            self.found.append(finding)
