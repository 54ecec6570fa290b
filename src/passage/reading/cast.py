"""The cast in ``passage.yml``: the host, the narrators, and the voices of everyone else."""

from __future__ import annotations

from passage.model import Cast, Voice
from passage.reading import kinds
from passage.reading.fields import Field, NameMapping, Record, Sequence, Values

ENGINES = ("espeak", "gtts", "piper")
"""What can be written as an engine: those that speak are in ``passage.voicing``."""

_VOICE = Voice()

_SPEAKING = (
    Field("voice", kinds.TEXT, "The engine's own name for the voice.", "en-gb"),
    Field(
        "speed",
        kinds.whole(25, 400),
        "Per cent of the engine's usual speed.",
        "95",
        default=_VOICE.speed,
    ),
    Field(
        "pitch",
        kinds.whole(0, 200),
        "Per cent of the engine's usual pitch.",
        "100",
        default=_VOICE.pitch,
    ),
    Field(
        "engine", kinds.choice(*ENGINES), "The engine that speaks.", "espeak", default=_VOICE.engine
    ),
)

VOICE = Record("a voice", _SPEAKING)

HOST = Record(
    "the host",
    (Field("name", kinds.TEXT, "The host's name, as transcripts print it.", "Ruth"), *_SPEAKING),
)

CAST = Record(
    "the cast",
    (
        Field("host", HOST, "Who introduces.", "{name: Ruth}", default=None),
        Field(
            "narrators",
            NameMapping(VOICE, keys=kinds.TEXT),
            "The voice of each narrator, by name.",
            "{Haneul: {voice: en-us+f3}}",
            default=(),
        ),
        Field(
            "others",
            Sequence(VOICE),
            "Voices for narrators who have none of their own.",
            "[{voice: en-us+f2}]",
            default=(),
        ),
        Field(
            "quoted",
            VOICE,
            "The voice of those whom a testimony quotes; without it, the narrator's.",
            "{voice: en-us+m4}",
            default=None,
        ),
        Field(
            "languages",
            NameMapping(VOICE, keys=kinds.LANGUAGE),
            "The voice for words in another language.",
            "{ko: {voice: ko}}",
            default=(),
        ),
    ),
)


def build(values: Values) -> Cast:
    """The cast, from values without a problem."""
    host, quoting = values["host"], values["quoted"]
    return Cast(
        host=_voice(host) if host else Voice(),
        host_name=host["name"] if host else "",
        narrators=tuple((name, _voice(voice)) for name, voice in values["narrators"]),
        others=tuple(_voice(voice) for voice in values["others"]),
        quoted=_voice(quoting) if quoting else None,
        languages=tuple((language, _voice(voice)) for language, voice in values["languages"]),
    )


def _voice(values: Values) -> Voice:
    return Voice(
        engine=values["engine"],
        name=values["voice"],
        speed=values["speed"],
        pitch=values["pitch"],
    )
