"""What the command line says of voices: in lines for people, and in JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from passage.pipeline.voices import Engine, Listed
from passage.publishing import words

_SHORT = 20
"""As many voices are told one by one; of more, the languages."""


def lines(engines: Iterable[Engine], language: str) -> Iterator[str]:
    """What can speak here with which voices, and what cannot and how to mend it."""
    for engine in engines:
        where = "sends the text to a service on the net" if engine.online else "sends nothing away"
        if engine.fault:
            yield f"{engine.name}: cannot speak here: {engine.fault}"
        else:
            yield f"{engine.name}: can speak here, {where}, {_count(engine, language)}."
        if engine.online:
            yield "  a show allows that in passage.yml with voices: {online: true}"
        yield from _voices(engine, language)
        if engine.mend:
            yield f"  {engine.mend}"


def json(engines: Iterable[Engine]) -> Mapping[str, object]:
    """The same for programs."""
    return {
        "engines": [
            {
                "name": engine.name,
                "online": engine.online,
                "can_speak": not engine.fault,
                "fault": engine.fault,
                "mend": engine.mend,
                "voices": engine.voices,
            }
            for engine in engines
        ]
    }


def fetched(name: str, paths: Iterable[Path]) -> Iterator[str]:
    """What came, and how to use it."""
    for path in paths:
        yield f"written: {path}"
    yield "Read in MODEL_CARD.txt who made the voice and what its licence allows."
    yield f"To use it, write in passage.yml: {{engine: piper, voice: {name}}}"


def _count(engine: Engine, language: str) -> str:
    count = words.count(len(engine.voices), "voice")
    return f"{count} for {language}" if language else count


def _voices(engine: Engine, language: str) -> Iterator[str]:
    if language or len(engine.voices) <= _SHORT:
        yield from map(_voice, engine.voices)
        return
    spoken = sorted({one.partition("-")[0] for each in engine.voices for one in _languages(each)})
    yield f"  languages: {', '.join(spoken)}"
    yield f"  to see the voices for one of them: passage voices --language {spoken[0]}"


def _voice(voice: Listed) -> str:
    told = f"  {voice['name']}"
    if voice.get("description"):
        told += f", {voice['description']}"
    told += f", speaks {' or '.join(_languages(voice))}"
    speakers = voice.get("speakers")
    if isinstance(speakers, tuple) and speakers:
        told += f", {words.count(len(speakers), 'speaker')}, such as +{speakers[0]}"
    return told


def _languages(voice: Listed) -> tuple[str, ...]:
    languages = voice["languages"]
    return languages if isinstance(languages, tuple) else ()
