"""Names looked for in texts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from passage.spellings import marks, scripts
from passage.spellings.folding import FILLERS, between, folded, letters, signs
from passage.spellings.scripts import block, endings_of, is_final, is_hangul, script_of


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands in a text."""

    start: int
    end: int
    name: str
    """As it was asked for."""


class Names:
    """Names to be found in texts, however they are written.

    A name stands where a word begins and ends; a capital after a small letter, a digit or another
    script's letter begins a word too, as in the names of files. Behind a name an "s" may stand.
    Hangul, Han and Kana are not parted into words: a name of two syllables or more is found within
    others, so that particles and family names hide nothing; one of a single syllable of Hangul, as
    a word of its own or with a particle. Before a name of four Arabic or Hebrew
    letters or more, words may stand that are written together with the next: "and", "to", "in".
    With a shorter one, that would often be another name.

    Between its letters may stand hyphens and what is not seen; spaces and other marks where the
    name itself has a gap. Long names may have spaces anywhere, short ones only between all their
    letters: otherwise "is a" would be Isa. Behind a longer name in a script whose languages write
    endings together with it, as Georgian, Armenian and Bengali do, one of these may stand.
    What a digest has of letters is no name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        spelt: dict[str, list[str]] = {}
        for name in names:
            spelt.setdefault(letters(name), []).append(name)
        self._names = [_Name(spelt[key]) for key in sorted(spelt) if key]

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, text: str) -> list[Found]:
        """Every place where one stands, in order, without overlap; of two, the longer."""
        likely = self._likely(text)
        return _apart(_in_all(likely, marks.without_digests(text))) if likely else []

    def seen(self, text: str) -> list[str]:
        """Those that stand anywhere in a text, which may be long."""
        likely = self._likely(text)
        if not likely:
            return []
        plain = unicodedata.normalize("NFKD", marks.without_digests(text))
        small = folded(plain)
        found = []
        for name in likely:
            if len(small) != len(plain):
                stands = any(name.places(_Spread(plain)))
            else:
                stands = _stands(name, small, plain)
            if stands:
                found.append(name.written)
        return found

    def _likely(self, text: str) -> list[_Name]:
        if not self._names:
            return []
        plain = letters(text)
        if "%" in text or "&" in text:
            plain += "\n" + letters(_decoded(text))
        return [name for name in self._names if name.letters in plain]


_LONG = 6
"""Letters from which on a name is not made by chance of two words that stand side by side."""

_LONG_IN_SYLLABLES = 3
"""The same in Hangul, and in Han, which has a syllable in each character."""

_LEAST_SPELT = 4
"""Gaps within words from which on the same in all of them is no chance."""

_MOST_MARKS = 2
_MARGIN = 8
"""Characters around a likely place that are looked at, to see whether a word begins and ends,
besides those that part nothing."""


def _in_all(names: Iterable[_Name], text: str) -> Iterator[Found]:
    spread = _Spread(text)
    for name in names:
        yield from name.places(spread)


def _apart(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda found: (found.start, -found.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _stands(name: _Name, small: str, plain: str) -> bool:
    """Whether it stands in a long text: to spell out all of that would take too long."""
    match = name.roughly.search(small)
    while match:
        first = _before(plain, match.start())
        piece = plain[first : _behind(plain, match.end())]
        # Another one in the piece may be cut off at its edge: that one has a piece of its own.
        if any(first + found.start == match.start() for found in name.places(_Spread(piece))):
            return True
        match = name.roughly.search(small, match.start() + 1)
    return False


def _before(text: str, at: int) -> int:
    while at and marks.JOINED.fullmatch(text[at - 1]):
        at -= 1
    return max(at - _MARGIN, 0)


def _behind(text: str, at: int) -> int:
    return marks.JOINED.match(text, at).end() + _MARGIN  # type: ignore[union-attr] # matches nothing


class _Spread:
    """A text's letters, and between which of its places each stands, encoded or not."""

    def __init__(self, text: str) -> None:
        self.text = text
        spread = [(c, *whole) for whole in _characters(text) for c in _of_one(whole[0])]
        self.letters = "".join(each[0] for each in spread)
        self.characters = [each[1] for each in spread]
        """The one that each letter is of."""
        self.at = [each[2] for each in spread]
        self.ends = [each[3] for each in spread]

    def gap(self, before: int) -> str | None:
        """What stands before a letter, up to the one before; None at the ends of the text."""
        if not 0 < before < len(self.at):
            return None
        between = self.text[self.ends[before - 1] : self.at[before]]
        return _decoded(between)


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character, and where it begins and ends in the text."""
    start = 0
    for match in _ENCODED.finditer(text):
        yield from ((text[i], i, i + 1) for i in range(start, match.start()))
        yield from _encoded(match[0], match.start())
        start = match.end()
    yield from ((text[i], i, i + 1) for i in range(start, len(text)))


def _encoded(written: str, start: int) -> Iterator[tuple[str, int, int]]:
    said = _decoded(written)
    if said == written or "\ufffd" in said:
        yield from ((character, start + i, start + i + 1) for i, character in enumerate(written))
    elif written.startswith("&"):
        yield from ((character, start, start + len(written)) for character in said)
    else:
        for character in said:
            end = start + 3 * len(character.encode())
            yield character, start, end
            start = end


def _decoded(text: str) -> str:
    """A text with addresses' percents and HTML's references as the characters that they are."""
    text = unquote(text) if "%" in text else text
    return html.unescape(text) if "&" in text else text


_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+|&#?[0-9A-Za-z]+;")
_of_one = lru_cache(maxsize=4096)(letters)


class _Name:
    """A name that is looked for."""

    def __init__(self, spelt: Sequence[str]) -> None:
        self.written = spelt[0]
        spreads = [_Spread(each.strip()) for each in spelt]
        self.letters = spreads[0].letters
        self.roughly = re.compile(f"[\\W_{FILLERS}]*".join(map(re.escape, self.letters)))
        gaps = range(1, len(self.letters))
        self._joints = {i for i in gaps if any(spread.gap(i) for spread in spreads)}
        syllables = len(between().sub("", unicodedata.normalize("NFC", self.written)))
        self._is_hangul = is_hangul(self.letters[:1])
        is_dense = self._is_hangul or block(self.letters[:1]) == "CJK"
        self._is_long = syllables >= (_LONG_IN_SYLLABLES if is_dense else _LONG)
        self._endings = endings_of(self.letters[-1:], syllables)
        self._is_syllable = self._is_hangul and syllables == 1
        script = script_of(self.letters[:1]) if syllables >= scripts.LONG_BEHIND_WORDS else ""
        self._written_together = scripts.WRITTEN_TOGETHER.get(script)

    def places(self, spread: _Spread) -> Iterator[Found]:
        """Where it stands in a text."""
        first = spread.letters.find(self.letters)
        while first >= 0:
            end = first + len(self.letters)
            if (
                self._begins(spread, first)
                and self._ends(spread, end)
                and self._holds(spread, first)
            ):
                yield Found(spread.at[first], _whole(spread, end), self.written)
            first = spread.letters.find(self.letters, first + 1)

    def _begins(self, spread: _Spread, first: int) -> bool:
        if first and spread.at[first - 1] == spread.at[first]:
            return False
        if (self._is_hangul and not self._is_syllable) or _parted(spread, first):
            return True
        return self._written_together is not None and any(
            self._written_together.fullmatch(spread.letters, start, first)
            and _parted(spread, start)
            and all(marks.JOINED.fullmatch(spread.gap(at) or "") for at in range(start + 1, first))
            for start in range(max(first - scripts.MOST_TOGETHER, 0), first)
        )

    def _ends(self, spread: _Spread, end: int) -> bool:
        if end < len(spread.at) and spread.at[end - 1] == spread.at[end]:
            return False
        if end < len(spread.at) and self._is_hangul:
            # A final consonant belongs to the syllable before: it would be another one.
            if spread.gap(end) != "" or is_final(spread.letters[end]):
                return spread.gap(end) != ""
            return not self._is_syllable or any(
                spread.letters.startswith(each, end) and _parted(spread, end + len(each))
                for each in scripts.PARTICLES
            )
        if _parted(spread, end):
            return True
        return any(
            spread.letters.startswith(ending, end)
            and all(marks.JOINED.fullmatch(spread.gap(end + at) or "") for at in range(len(ending)))
            and _parted(spread, end + len(ending))
            for ending in self._endings
        )

    def _holds(self, spread: _Spread, first: int) -> bool:
        """Whether nothing stands within the name that makes it other words."""
        gaps = [spread.gap(first + i) or "" for i in range(1, len(self.letters))]
        if not any(gaps):
            return True
        if len(gaps) > 1 and all(gaps) and self._is_spelt_out([gap.strip() for gap in gaps]):
            return True
        return all(
            not marks.IS_SEEN.search(gap)
            or (number in self._joints and len(marks.MARKS.findall(gap)) <= _MOST_MARKS)
            or (self._is_long and not marks.MARKS.search(gap.replace("*", "")))
            for number, gap in enumerate(gaps, 1)
        )

    def _is_spelt_out(self, gaps: Sequence[str]) -> bool:
        """Whether the same stands between all letters: A N N A, or a.n.n.a b.o where a gap is."""
        within = [gap for number, gap in enumerate(gaps, 1) if number not in self._joints]
        return len(set(gaps)) == 1 or (len(within) >= _LEAST_SPELT and len(set(within)) == 1)


def _whole(spread: _Spread, end: int) -> int:
    """Where the last character ends, the marks on it included."""
    at = spread.ends[end - 1]
    while at < len(spread.text) and unicodedata.combining(spread.text[at]):
        at += 1
    return at


def _parted(spread: _Spread, at: int) -> bool:
    """Whether a word ends, and another begins, before a letter."""
    gap = spread.gap(at)
    if gap is None or not marks.JOINED.fullmatch(gap):
        return True
    before, after = spread.characters[at - 1], spread.characters[at]
    if spread.letters[at] in signs():
        return False
    return script_of(before) != script_of(after) or (before.islower() and after.isupper())
