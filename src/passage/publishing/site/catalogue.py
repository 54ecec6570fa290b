"""The interface's words, by language: what the pages say that the producer did not write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from passage.model import Milliseconds
from passage.publishing.site.english import ENGLISH
from passage.publishing.site.korean import KOREAN
from passage.publishing.site.tongues import Said

_TABLES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ko": KOREAN}

_BRACES = re.compile(r"\{(\w+)\}")


def missing(language: str) -> tuple[str, ...]:
    """The words that are not translated into a language: pages say them in English."""
    table = _TABLES.get(_primary(language), {})
    return tuple(key for key in ENGLISH if key not in table)


def host(language: str) -> str:
    """The language of what the host says in Passage's own words: the show's, or else English."""
    return language if _primary(language) in _TABLES else "en"


def keys() -> tuple[str, ...]:
    """All words that pages say, by their keys."""
    return tuple(ENGLISH)


@dataclass(frozen=True)
class Catalogue:
    """The words for a show in one language."""

    language: str
    """The show's, BCP 47."""

    @cached_property
    def _own(self) -> Mapping[str, str]:
        return _TABLES.get(_primary(self.language), {})

    def __contains__(self, key: object) -> bool:
        """Whether a word is translated into the show's language."""
        return key in self._own

    def spoken(self, key: str) -> str:
        """The language in which a word is there: the show's, or else English."""
        return self.language if key in self._own else "en"

    def text(self, key: str, **values: object) -> str:
        """A word without its language, with braces filled in."""
        return _BRACES.sub(lambda match: str(values[match[1]]), self._template(key))

    def pieces(self, key: str) -> list[str]:
        """A word, cut at its braces: text and the names of what fills them, by turns."""
        return _BRACES.split(self._template(key))

    def counted(self, key: str, number: int) -> Said:
        """A number of things: `key_one` for one, `key_many` for others."""
        return self._plain(f"{key}_{'one' if number == 1 else 'many'}", n=number)

    def duration(self, length: Milliseconds) -> Said:
        """A length of time in words, to the second."""
        minutes, seconds = divmod((length + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        found = [("hours", hours), ("minutes", minutes), ("seconds", seconds)]
        told = [self.counted(unit, number) for unit, number in found if number]
        told = told or [self.counted("seconds", 0)]
        space = ((" ", told[0][0][1]),)
        return tuple(p for n, each in enumerate(told) for p in ((*space, *each) if n else each))

    def date(self, moment: datetime) -> Said:
        """A day, as the language writes it; as ISO 8601 has it where we do not know how."""
        if "date" not in self._own:
            return ((moment.date().isoformat(), self.language),)
        month = self.text("months").split()[moment.month - 1]
        return self._plain("date", day=moment.day, month=month, year=moment.year)

    def size(self, number: int) -> Said:
        """Bytes, as people read them."""
        if number < 1_000_000:  # noqa: PLR2004 - a megabyte
            return self._plain("kilobytes", n=max(round(number / 1000), 1))
        return self._plain("megabytes", n=f"{number / 1e6:.1f}")

    def _plain(self, key: str, **values: object) -> Said:
        return ((self.text(key, **values), self.spoken(key)),)

    def _template(self, key: str) -> str:
        return self._own.get(key) or ENGLISH[key]


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
