"""How a show sounds: the part ``sound`` of ``passage.yml``."""

from __future__ import annotations

from passage.model import Milliseconds, Sound
from passage.reading import kinds
from passage.reading.fields import Field, Record, Values

_SOUND = Sound()
_PAUSE = kinds.whole(0, 10_000)

SOUND = Record(
    "the sound",
    (
        Field(
            "chime",
            kinds.FLAG,
            "Whether a soft chime sounds where a new stage begins.",
            "true",
            default=_SOUND.chime,
        ),
        Field(
            "loudness",
            kinds.number(-31, -9),
            "Integrated loudness in LUFS, a mono file read as one channel.",
            "-16",
            default=_SOUND.loudness,
        ),
        Field(
            "true_peak",
            kinds.number(-9, 0),
            "What no sample may exceed after encoding, in dBTP.",
            "-1",
            default=_SOUND.true_peak,
        ),
        Field(
            "sentence_pause",
            _PAUSE,
            "Silence after a sentence, in milliseconds.",
            "350",
            default=_SOUND.sentence_pause,
        ),
        Field(
            "paragraph_pause",
            _PAUSE,
            "Silence after a paragraph, in milliseconds.",
            "750",
            default=_SOUND.paragraph_pause,
        ),
        Field(
            "segment_pause",
            _PAUSE,
            "Silence after a testimony or an introduction, in milliseconds.",
            "1200",
            default=_SOUND.segment_pause,
        ),
        Field(
            "music",
            kinds.PATH,
            "A sound file in the show's folder that lies softly under what the host says.",
            "bed.mp3",
        ),
    ),
)


def build(values: Values) -> Sound:
    """The sound, from values without a problem."""
    return Sound(
        loudness=values["loudness"],
        true_peak=values["true_peak"],
        sentence_pause=Milliseconds(values["sentence_pause"]),
        paragraph_pause=Milliseconds(values["paragraph_pause"]),
        segment_pause=Milliseconds(values["segment_pause"]),
        chime=values["chime"],
        music=values["music"],
    )
