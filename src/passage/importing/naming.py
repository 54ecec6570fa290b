"""Names for what is made: ids, titles, and places written as names are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection

from passage.importing import shapes, words

LONGEST_ID = 60
"""Characters, so that paths stay short on every system."""
_MOST_WORDS = 6
_INITIALS = 2
"""Letters. So few stand for other words, and stay as they are."""

_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘ʼ]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELIDED = re.compile(r"([^\W\d_]['’])(\w.*)")

# Small inside a title in these languages; the first word is always written large.
_SMALL = words.listed(
    "a an and at but by for from in of off on or over per the to with"
    " al am an au aux bei da das de del della dem den der des di die do dos du e el en et im"
    " la las le les los na no sur und van von y"
)
_ACRONYMS = words.listed("USA UK US UAE EU UN DRC DPRK PRC USSR GDR DDR NYC LA DC UNHCR")


def slug(text: str) -> str:
    """At most six words of a text in ASCII letters and digits, joined by hyphens.

    Empty when nothing of the text can be written so.
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()))
    plain = folded.translate(_FOLDED).encode("ascii", "ignore").decode("ascii")
    spelled = [part for part in _NOT_IN_ID.split(plain) if part]
    kept = spelled[:_MOST_WORDS]
    while len(kept) > 1 and len(spelled) > len(kept) and kept[-1] in _SMALL:
        kept.pop()
    return "-".join(kept)[:LONGEST_ID].rstrip("-")


class Ids:
    """Ids that have been given out, so that none is given twice."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def new(self, *wanted: str) -> str:
        """The first wanted id that is not empty, with a number if it has been given before."""
        stem = next(filter(None, wanted))
        while True:
            self._given[stem] += 1
            count = self._given[stem]
            if count == 1:
                return stem
            numbered = f"{stem}-{count}"
            if numbered not in self._given:
                self._given[numbered] += 1
                return numbered


def place(text: str, capitals: Collection[str] = ()) -> str:
    """A place or a stage as names are written: ``NEW TOWN`` and ``new town`` are *New Town*.

    Quotation marks around it are taken off. What is written in both cases stays as it is.
    `capitals` are words that the page's sentences write in capitals.
    """
    bare = shapes.unquoted(text)
    if not shapes.is_shouted(bare) or len(bare) <= _INITIALS:
        return bare
    first = _WORD.search(bare)
    start = first.start() if first else 0
    keep = _ACRONYMS.union(capitals) if bare.isupper() else frozenset[str]()
    if first and first.end() < len(bare) and first.group().casefold() in _SMALL:
        # LA MER opens with an article, unless the page's sentences speak of LA.
        keep -= {first.group()}.difference(capitals)
    return _WORD.sub(lambda match: _cased(match, start, keep), bare)


def testimony(narrator: str, where: str) -> str:
    """A title for a testimony that has none, in the program's own words."""
    if narrator:
        return f"{narrator}, {where}" if where else narrator
    return f"A testimony from {where}" if where else "A testimony"


def _cased(match: re.Match[str], start: int, keep: Collection[str]) -> str:
    word = match.group()
    opens = match.start() == start
    if word in keep:
        return word
    if not opens and word.casefold() in _SMALL:
        return word.lower()
    elided = _ELIDED.fullmatch(word)
    if elided is None:
        return word[0].upper() + word[1:].lower()
    # O'Brien, but Côte d'Ivoire and L'Aquila.
    article, rest = elided.groups()
    article = article.upper() if opens or article[0] in "oO" else article.lower()
    return article + rest[0].upper() + rest[1:].lower()
