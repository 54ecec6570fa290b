"""The words of a testimony that are its narrator's alone, and those that others say as well."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from itertools import accumulate

from passage.model import Consent, Library, Place, Script
from passage.narrating import phrasebook, sentences
from passage.publishing.site import catalogue
from passage.spellings import Names, letters
from passage.validating.traces import PROSE


@dataclass(frozen=True, slots=True)
class Shared:
    """Something of a testimony that somebody says who did not withdraw it."""

    what: str
    """Such as ``a sentence`` or ``the name of who tells it``."""
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Theirs:
    """What must be nowhere once some testimonies are withdrawn."""

    sentences: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    """What it is, such as ``the title``, and its words."""
    shared: tuple[Shared, ...]
    short: int
    """Sentences so short that anybody may say them; they stand beside longer ones."""

    def noun(self, text: str) -> str:
        """What something is that was looked for."""
        return next((what for what, name in self.names if name == text), "a sentence")


def of(library: Library, withdrawn: Sequence[Script]) -> Theirs:
    """What is theirs alone among the words of scripts, whatever their consent says now.

    A sentence that somebody else says too is not: a testimony that stands, or the host.
    """
    standing = list(_standing(library, {script.id for script in withdrawn}))
    folded = [letters(text) for text, _ in standing]
    starts, everything = (
        list(accumulate((len(each) + 1 for each in folded), initial=0)),
        "\n".join(folded),
    )
    said = list(dict.fromkeys(text for script in withdrawn for text in _sentences(script)))
    long = [text for text in said if len(letters(text)) >= PROSE]
    shared: list[Shared] = []
    alone: list[str] = []
    for text in long:
        at = everything.find(letters(text))
        if at < 0:
            alone.append(text)
        else:
            shared.append(Shared(SENTENCE, text, standing[bisect.bisect_right(starts, at) - 1][1]))
    names: list[tuple[str, str]] = []
    for what, name in dict.fromkeys(pair for script in withdrawn for pair in _names(script)):
        finder = Names([name])
        place = next((place for text, place in standing if finder.find(text)), None)
        if place:
            shared.append(Shared(what, name, place))
        else:
            names.append((what, name))
    names += [(PART, part) for part in _quoted(library, alone, everything)]
    return Theirs(tuple(alone), tuple(names), tuple(shared), len(said) - len(long))


SENTENCE = "a sentence"
PART = "part of a sentence"

_QUOTED_WORDS, _QUOTED_LETTERS = 6, 24
"""From which on the same words in the same order are a quotation, and no chance."""


def _quoted(library: Library, sentences: Sequence[str], everything: str) -> Iterator[str]:
    """What a summary or a description has of a sentence, and nobody else says: the longest."""
    told = [library.show.description]
    told += [text for each in library.manifests for text in (each.title, each.summary)]
    about = "\n".join(map(letters, told))
    for sentence in sentences:
        if letters(sentence) in about:
            continue  # whole, and looked for as it is
        words, first = sentence.split(), 0
        while first + _QUOTED_WORDS <= len(words):
            last = first + _QUOTED_WORDS
            while last <= len(words) and letters(" ".join(words[first:last])) in about:
                last += 1
            part = " ".join(words[first : last - 1])
            is_long = last - 1 - first >= _QUOTED_WORDS and len(letters(part)) >= _QUOTED_LETTERS
            if is_long and letters(part) not in everything:
                yield part
                first = last - 1
            else:
                first += 1


def _names(script: Script) -> Iterator[tuple[str, str]]:
    told = (
        ("the title", script.title),
        ("the name of who tells it", script.narrator),
        ("who that is", script.narrator_role),
        ("the place", script.place),
    )
    return ((what, name) for what, name in told if letters(name))


def _sentences(script: Script) -> Iterator[str]:
    """What is shown, and what is said for it where that is written differently."""
    for paragraph in script.body:
        for runs in sentences.split(paragraph.runs, script.language):
            yield "".join(run.text for run in runs).strip()
            if any(run.said for run in runs):
                yield "".join(run.said or run.text for run in runs).strip()


def _standing(library: Library, withdrawn: set[str]) -> Iterator[tuple[str, Place]]:
    """Everything that those say who did not withdraw it: other testimonies, and the host."""
    for script in library.scripts:
        if script.id not in withdrawn and script.consent is not Consent.WITHDRAWN:
            about = Place(script.path)
            told = (script.title, script.narrator, script.narrator_role, script.place)
            for text in (*told, script.source, *script.content_notes):
                yield text, about
            for paragraph in script.body:
                place = Place(script.path, paragraph.line)
                yield paragraph.text, place
                yield "".join(run.said or run.text for run in paragraph.runs), place
                yield paragraph.speaker, place
    show = library.show
    about = Place("passage.yml")
    yield from ((text, about) for text in (show.title, show.help_text, show.cast.host_name))
    for stage in show.stages:
        yield from ((text, about) for text in (stage.name, stage.introduction))
    yield from ((text, Place("Passage's own words")) for text in _ours(show.language))


@lru_cache(maxsize=4)
def _ours(language: str) -> tuple[str, ...]:
    """What Passage says in every show: the host's phrases, and the words and code of its pages.

    Somebody may be called Max, and every page has a ``max="100"``.
    """
    book = phrasebook.of(language)
    spoken = [str(getattr(book, field.name)) for field in fields(book)]
    pages = catalogue.Catalogue(language)
    keys = catalogue.keys()
    shown = [" ".join(pages.pieces(key)[::2]) for key in keys]
    folders = (
        resources.files("passage.publishing.site") / name for name in ("static", "templates")
    )
    found = (file for folder in folders for file in folder.iterdir() if file.is_file())
    code = [file.read_text("utf-8") for file in found]
    return (*spoken, *shown, *sorted(code))
