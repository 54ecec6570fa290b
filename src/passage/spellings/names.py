"""Names looked for in texts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from passage.spellings.folding import FILLERS, between, letters, signs


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
    others, so that particles and family names hide nothing. Before a name of four Arabic or Hebrew
    letters or more, words may stand that are written together with the next: "and", "to", "in".
    With a shorter one, that would often be another name.

    Between its letters may stand hyphens and what is not seen; spaces and other marks where the
    name itself has a gap. Long names may have spaces anywhere, short ones only between all their
    letters: otherwise "is a" would be Isa.
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
        return _apart(_in_all(likely, text)) if likely else []

    def seen(self, text: str) -> list[str]:
        """Those that stand anywhere in a text, which may be long."""
        plain = unicodedata.normalize("NFKD", text)
        folded = plain.casefold()
        found = []
        for name in self._likely(text):
            if len(folded) != len(plain):
                stands = any(name.places(_Spread(plain)))
            else:
                stands = _stands(name, folded, plain)
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
_TAKES_S = 5
"""Letters from which on "s" may stand behind a name: Han and Hans are two people."""

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


def _stands(name: _Name, folded: str, plain: str) -> bool:
    """Whether it stands in a long text: to spell out all of that would take too long."""
    match = name.roughly.search(folded)
    while match:
        first = _before(plain, match.start())
        piece = plain[first : _behind(plain, match.end())]
        # Another one in the piece may be cut off at its edge: that one has a piece of its own.
        if any(first + found.start == match.start() for found in name.places(_Spread(piece))):
            return True
        match = name.roughly.search(folded, match.start() + 1)
    return False


def _before(text: str, at: int) -> int:
    while at and _JOINED.fullmatch(text[at - 1]):
        at -= 1
    return max(at - _MARGIN, 0)


def _behind(text: str, at: int) -> int:
    return _JOINED.match(text, at).end() + _MARGIN  # type: ignore[union-attr] # matches nothing


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
    def __init__(self, spelt: Sequence[str]) -> None:
        self.written = spelt[0]
        spreads = [_Spread(each.strip()) for each in spelt]
        self.letters = spreads[0].letters
        self.roughly = re.compile(f"[\\W_{FILLERS}]*".join(map(re.escape, self.letters)))
        gaps = range(1, len(self.letters))
        self._joints = {i for i in gaps if any(spread.gap(i) for spread in spreads)}
        syllables = len(between().sub("", unicodedata.normalize("NFC", self.written)))
        self._is_hangul = _is_hangul(self.letters[:1])
        self._is_long = syllables >= (_LONG_IN_SYLLABLES if self._is_hangul else _LONG)
        self._takes_s = syllables >= _TAKES_S
        self._is_syllable = self._is_hangul and syllables == 1
        script = _script(self.letters[:1]) if syllables >= _LONG_BEHIND_WORDS else ""
        self._written_together = _WRITTEN_TOGETHER.get(script)

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
            and all(_JOINED.fullmatch(spread.gap(at) or "") for at in range(start + 1, first))
            for start in range(max(first - _MOST_TOGETHER, 0), first)
        )

    def _ends(self, spread: _Spread, end: int) -> bool:
        if end < len(spread.at) and spread.at[end - 1] == spread.at[end]:
            return False
        if end < len(spread.at) and self._is_hangul:
            # A final consonant belongs to the syllable before: it would be another one.
            return spread.gap(end) != "" or not _is_final(spread.letters[end])
        if _parted(spread, end):
            return True
        return self._takes_s and spread.letters[end] == "s" and _parted(spread, end + 1)

    def _holds(self, spread: _Spread, first: int) -> bool:
        """Whether nothing stands within the name that makes it other words."""
        gaps = [spread.gap(first + i) or "" for i in range(1, len(self.letters))]
        if not any(gaps):
            return True
        if len(gaps) > 1 and len({gap.strip() for gap in gaps}) == 1 and all(gaps):
            return True
        return all(
            not _IS_SEEN.search(gap)
            or (number in self._joints and len(_MARKS.findall(gap)) <= _MOST_MARKS)
            or (self._is_long and not _MARKS.search(gap))
            for number, gap in enumerate(gaps, 1)
        )


_HYPHENS = "\\-\u00ad\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d_'’ʼ"
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\ufe00-\ufe0f"
)
"""Accents, points and vowel signs that may as well be left out."""

_NOTHING_SEEN = f"{_HYPHENS}{_POINTS}\u200b-\u200f\u2060-\u2064\ufeff\u180e"
_IS_SEEN = re.compile(f"[^{_NOTHING_SEEN}]")
_MARKS = re.compile(f"[^\\s{_NOTHING_SEEN}]")
_JOINED = re.compile(f"[\u00ad\u2060\ufeff{_POINTS}]*")
"""What may stand between two letters of one word."""

_LONG_BEHIND_WORDS = 4
_MOST_TOGETHER = 3
_WRITTEN_TOGETHER = {
    "ARABIC": re.compile("[وف]?[بلك]?"),
    "HEBREW": re.compile("[וש]{0,2}[הבלכמ]?"),
}
"""Words of one letter that are written together with the next one, in the order that they take."""


def _whole(spread: _Spread, end: int) -> int:
    """Where the last character ends, the marks on it included."""
    at = spread.ends[end - 1]
    while at < len(spread.text) and unicodedata.combining(spread.text[at]):
        at += 1
    return at


def _parted(spread: _Spread, at: int) -> bool:
    """Whether a word ends, and another begins, before a letter."""
    gap = spread.gap(at)
    if gap is None or not _JOINED.fullmatch(gap):
        return True
    before, after = spread.characters[at - 1], spread.characters[at]
    if spread.letters[at] in signs():
        return False
    return _script(before) != _script(after) or (before.islower() and after.isupper())


def _script(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isascii():
        return "letter"
    name = unicodedata.name(character, "").partition(" ")[0]
    if name in {"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"}:
        # Written without spaces: each letter may end a word.
        return character
    return name if name in {"HANGUL", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"} else "letter"


def _is_hangul(letter: str) -> bool:
    return "\u1100" <= letter <= "\u11ff"


def _is_final(letter: str) -> bool:
    return "\u11a8" <= letter <= "\u11ff"
