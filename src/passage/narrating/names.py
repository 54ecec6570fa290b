"""Names and foreign words of a show that nobody has said how to say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage import writing
from passage.model import Consent, Library, Paragraph, Place, Run, Script
from passage.narrating import english, sentences
from passage.narrating.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Name:
    """A word for which there is neither an entry in a lexicon nor a spoken form in the script."""

    text: str
    language: str
    count: int
    places: tuple[Place, ...]
    """Each once, in the order of the scripts."""
    certain: bool
    """False when it only begins sentences, where every word has a capital."""


def uncovered(library: Library) -> tuple[Name, ...]:
    """Words with a capital, and runs in another language, that are left to a voice's guess.

    A word is a name when it has its capital within a sentence, and perhaps one when it only
    begins sentences and is nowhere in small letters. Ordered by language, the show's first, then
    by certainty, how often they are there, and alphabet. Withdrawn scripts are not looked at.
    """
    search = _Search(library)
    for paragraph, language, place in _texts(library):
        search.enter(paragraph.runs, language, place)
    return tuple(sorted(search.names(), key=lambda name: _order(name, library.show.language)))


def _order(name: Name, first: str) -> tuple[bool, str, bool, int, str]:
    return (name.language != first, name.language, not name.certain, -name.count, name.text)


def _texts(library: Library) -> Iterator[tuple[Paragraph, str, Place]]:
    """Yield all that is said, but for titles, in which any word may have a capital."""
    show = library.show
    about = Place("passage.yml")
    said = [show.cast.host_name and _within(show.cast.host_name)]
    said += [text for stage in show.stages for text in (stage.name, stage.introduction)]
    yield from ((Paragraph((Run(text),)), show.language, about) for text in said if text)
    for script in library.scripts:
        if script.consent is not Consent.WITHDRAWN:
            yield from _of_script(script, show.language)


def _of_script(script: Script, host: str) -> Iterator[tuple[Paragraph, str, Place]]:
    narrator = script.narrator and _within(script.narrator)
    for text in filter(None, (narrator, script.place, script.narrator_role)):
        language = writing.told_in(text, host, script.language)
        yield Paragraph((Run(text),)), language, Place(script.path)
    for paragraph in script.body:
        yield paragraph, script.language, Place(script.path, paragraph.line)


def _within(name: str) -> str:
    """A person's name as it stands within a sentence, for it is one however it begins."""
    return f"0 {name}"


_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_AT_START = re.compile(r"(?:^|[^\w\s,;'’-])\s*$")
"""Before a word that has its capital from where it stands, such as after an opening quote."""

_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


class _Search:
    """Counts the words that no entry covers."""

    def __init__(self, library: Library) -> None:
        self._phrases = Phrases(library.show, library.lexicon)
        self._places = defaultdict[tuple[str, str], list[Place]](list)
        self._within = Counter[tuple[str, str]]()
        self._small: set[str] = set()
        self._foreign: set[tuple[str, str]] = set()

    def enter(self, runs: Sequence[Run], language: str, place: Place) -> None:
        for sentence in sentences.split(runs, language):
            left = "".join(self._left(run, language, place) for run in sentence)
            self._enter_words(unicodedata.normalize("NFC", left), language, place)

    def names(self) -> Iterator[Name]:
        for key, places in self._places.items():
            text, language = key
            certain = key in self._foreign or self._within[key] > 0
            if certain or text.casefold() not in self._small:
                yield Name(text, language, len(places), tuple(dict.fromkeys(places)), certain)

    def _left(self, run: Run, language: str, place: Place) -> str:
        """The run, with noughts for what is covered."""
        if run.said:
            return "0" * len(run.text)
        own = run.language or language
        left = run.text
        for found in self._phrases.entries(run.text, own):
            covered = "0" * (found.end - found.start)
            left = left[: found.start] + covered + left[found.end :]
        if own == language:
            return left
        if re.search(r"[^\W\d_]", left):
            key = (run.text.strip(), own)
            self._places[key].append(place)
            self._foreign.add(key)
        return "0" * len(run.text)

    def _enter_words(self, text: str, language: str, place: Place) -> None:
        for match in _TOKEN.finditer(text):
            word = _POSSESSIVE.sub("", match[0])
            if not word[0].isupper():
                self._small.add(word.casefold())
            elif not (english.is_for(language) and word.replace("’", "'") in english.CAPITALISED):
                self._places[word, language].append(place)
                self._within[word, language] += not _AT_START.search(text[: match.start()])
