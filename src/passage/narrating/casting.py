"""Which voice of the cast says what."""

from __future__ import annotations

from passage import fingerprint
from passage.model import Cast, Paragraph, Script, ScriptKind, Voice

OTHERS = tuple(Voice(name=variant) for variant in ("+m3", "+f2", "+m7", "+f4", "+m1", "+f3"))
"""For a show that casts nobody: variants of the language's own voice, told apart by ear."""


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
    own = dict(cast.narrators).get(name)
    if own:
        return own
    others = cast.others or OTHERS
    return others[int(fingerprint.of(name)[:8], 16) % len(others)]


def foreign(cast: Cast, language: str) -> str:
    """The name of the voice that a show casts for runs in another language, if it does."""
    found = dict(cast.languages).get(language)
    return found.name if found else ""
