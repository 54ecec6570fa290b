"""What a check notes about a show and its voices. Nothing of it stops a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from passage import voicing
from passage.errors import Problem
from passage.licences import LICENCES
from passage.model import Cast, Consent, Library, Paragraph, Place, Run, Script, Voice
from passage.narrating import casting
from passage.narrating.phrases import Phrases
from passage.pipeline import voices
from passage.reading import report

_SHOW = Place("passage.yml")


def notes(library: Library, folder: Path) -> tuple[Problem, ...]:
    """Where another voice speaks than one may expect, in the order of the show's files.

    These are runs in another language that no voice of that language reads, and what the cast
    says and nothing uses. Words of withdrawn scripts are not told.
    """
    return (*_unused(library), *_licence(library), *_faulty(library, folder), *_misread(library))


# ---- the cast ----------------------------------------------------------------------------


def _unused(library: Library) -> Iterator[Problem]:
    """Who has a voice and says nothing: a slip in a name gives its narrator another voice."""
    cast, scripts = library.show.cast, library.scripts
    names = {script.narrator or script.id for script in scripts}
    names |= {each.speaker for script in scripts for each in script.body if each.speaker}
    languages = {script.language for script in scripts}
    languages |= {run.language for s in scripts for each in s.body for run in each.runs}
    for name, _ in cast.narrators:
        if name not in names:
            what = f'the cast has a voice for "{name}", who says nothing in any script'
            others = names - {other for other, _ in cast.narrators}
            yield Problem(_SHOW, what, report.did_you_mean(name, sorted(others)))
    for language, voice in cast.languages:
        alone = replace(cast, languages=((language, voice),))
        if not any(casting.for_language(alone, spoken) for spoken in languages):
            what = f'the cast has a voice for words in "{language}", and no script has any'
            yield Problem(_SHOW, what, report.did_you_mean(language, sorted(languages - {""})))


def _licence(library: Library) -> Iterator[Problem]:
    """One that apps do not know has no place in the feed (podcast namespace, tags/license.md)."""
    licence = library.show.licence
    if licence and licence.lower() not in LICENCES:
        what = f'the licence "{licence}" is none that podcast apps know: it is not in the feed'
        yield Problem(_SHOW, what, report.did_you_mean(licence, sorted(LICENCES)))


def _faulty(library: Library, folder: Path) -> Iterator[Problem]:
    """Voices of the cast that could not speak; those that an episode needs are refused before."""
    own, found = library.show.language, voices.located(library, folder).show.cast
    listed: list[tuple[str, Voice, str]] = [
        ("the host's voice", found.host, own),
        *((f'the voice of "{name}"', voice, own) for name, voice in found.narrators),
        *(("a voice of others", voice, own) for voice in found.others),
        *(("the voice of quoted", voice, own) for voice in filter(None, [found.quoted])),
        *((f"the voice for words in {tag}", voice, tag) for tag, voice in found.languages),
    ]
    for who, voice, language in listed:
        engine = voicing.engine(voice.engine)
        fault = engine.fault() or engine.voice_fault(voice, language)
        if fault:
            what = f"{who} cannot speak here, but no episode needs it yet: {fault}"
            hint = "" if "passage voices" in fault else "to see what there is: passage voices"
            yield Problem(_SHOW, what, hint)


# ---- words in another language -----------------------------------------------------------


_Told = tuple[str, str]
"""What is to be known, and a hint."""


def _misread(library: Library) -> Iterator[Problem]:
    """Runs that no voice of their language reads: of each kind the first in each script."""
    cast = casting.complete(library).show.cast
    phrases = Phrases(library.show, library.lexicon)
    for script in library.scripts:
        found = dict[_Told, tuple[Place, str]]()
        for paragraph, run in _foreign(script):
            told = _why(cast, casting.voice(cast, script, paragraph).engine, run.language)
            if told and not phrases.entries(run.text, run.language):
                found.setdefault(told, (Place(script.path, paragraph.line), run.text))
        for (what, hint), (place, text) in found.items():
            yield Problem(place, f'"{text}": {what}', hint)


def _foreign(script: Script) -> Iterator[tuple[Paragraph, Run]]:
    """Runs in another language than the script's, without those that say how they sound."""
    for paragraph in () if script.consent is Consent.WITHDRAWN else script.body:
        for run in paragraph.runs:
            if run.language not in {"", script.language} and not run.said:
                yield paragraph, run


def _why(cast: Cast, engine: str, language: str) -> _Told | None:
    """Why an engine does not read words in a language as one may expect, and what to do."""
    own = casting.for_language(cast, language)
    if own and own.engine != engine:
        what = (
            f"the cast's voice for words in {language} is one of {own.engine}, and cannot speak "
            f"within a sentence of {engine}; the narrator's engine reads them"
        )
        return what, f"in passage.yml, give languages: {language} a voice of {engine}"
    if own or voicing.engine(engine).reads(language):
        return None
    return (
        f"{engine} has no voice for {language}; the narrator's voice reads it by its own rules",
        f'say how it sounds, as in [word]{{lang={language} say="…"}}, or in a lexicon',
    )
