"""Which voice of the cast says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from passage import fingerprint
from passage.model import Cast, Library, Paragraph, Script, ScriptKind, Voice

OTHERS = tuple(Voice(name=variant) for variant in ("+m3", "+f2", "+m7", "+f4", "+m1", "+f3"))
"""For a show that casts nobody: variants of the language's own voice, told apart by ear."""


def complete(library: Library) -> Library:
    """Give a voice to everyone who speaks in a show and has none, in the order of its episodes.

    A voice that nobody has yet comes before one that somebody has. Who joins the show later
    changes no voice of those who were there before.
    """
    cast = library.show.cast
    given = dict(cast.narrators)
    used = Counter([cast.host, *given.values()])
    for script in _in_order(library):
        for name in _speakers(cast, script):
            if name in given:
                continue
            own = for_language(cast, script.language)
            given[name] = own or min(_preferred(cast, name), key=lambda other: used[other])
            used[given[name]] += 1
    completed = replace(cast, narrators=tuple(given.items()))
    return replace(library, show=replace(library.show, cast=completed))


def _in_order(library: Library) -> Iterator[Script]:
    scripts = {script.id: script for script in library.scripts}
    published = [name for manifest in library.manifests for name in manifest.scripts]
    return (scripts[name] for name in dict.fromkeys([*published, *scripts]))


def _speakers(cast: Cast, script: Script) -> Iterator[str]:
    """Who needs a voice for a script: who tells it, and whom a report quotes by name."""
    if script.kind is ScriptKind.TESTIMONY:
        yield script.narrator or script.id
    elif script.kind is ScriptKind.REPORT and not cast.quoted:
        yield from (each.speaker for each in script.body if each.quoted and each.speaker)


def voice(cast: Cast, script: Script, paragraph: Paragraph) -> Voice:
    """The voice of a paragraph: the quoted speaker's, the host's, or the narrator's own."""
    if paragraph.quoted:
        named = dict(cast.narrators).get(paragraph.speaker)
        if named or cast.quoted:
            return named or cast.quoted or Voice()
        if script.kind is ScriptKind.REPORT and paragraph.speaker:
            return narrator(cast, paragraph.speaker)
    if script.kind is ScriptKind.HOST:
        return cast.host
    if script.kind is ScriptKind.REPORT and not script.narrator:
        return cast.host
    return narrator(cast, script.narrator or script.id)


def narrator(cast: Cast, name: str) -> Voice:
    """A narrator's voice: their own, or one of the others, the same one for the same name."""
    return dict(cast.narrators).get(name) or _preferred(cast, name)[0]


def _preferred(cast: Cast, name: str) -> tuple[Voice, ...]:
    """The voices of the cast's others, beginning with the one that a name points to."""
    others = cast.others or OTHERS
    first = int(fingerprint.of(name)[:8], 16) % len(others)
    return others[first:] + others[:first]


def for_language(cast: Cast, language: str) -> Voice | None:
    """The voice that a cast has for a language: one of ``ko`` is for ``ko-KR``, not ``ko-Latn``."""
    known = {tag.lower(): voice for tag, voice in cast.languages}
    wanted = language.lower()
    while wanted not in known:
        wanted, dash, last = wanted.rpartition("-")
        if not dash or len(last) == _SCRIPT_SUBTAG:
            return None
    return known[wanted]


_SCRIPT_SUBTAG = 4
"""Letters of a script's subtag in a language tag (RFC 5646, 2.2.3): a voice may not read those."""


def foreign(cast: Cast, language: str, engine: str) -> str:
    """The name of the voice of this engine that a show casts for runs in another language."""
    found = for_language(cast, language)
    return found.name if found and found.engine == engine else ""
