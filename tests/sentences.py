"""Values that many tests need, made short."""

from __future__ import annotations

from passage.model import Milliseconds, Phrase, Role, Segment, Utterance, Voice

NARRATOR = Voice(name="en-us+m3")


def utterance(text: str, *, voice: Voice = NARRATOR, language: str = "en") -> Utterance:
    """A sentence that is spoken as it is shown."""
    return Utterance(
        (Phrase(text, text, language),), language, voice, "Narrator", Milliseconds(300)
    )


def segment(*texts: str, chime: bool = False) -> Segment:
    """A testimony of these sentences."""
    return Segment(
        Role.TESTIMONY, "A title", tuple(utterance(text) for text in texts), chime, "a-script"
    )
