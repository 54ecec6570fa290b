"""A good show: everything that a producer can write comes out as the model has it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from passage.model import (
    Cast,
    Consent,
    EpisodeKind,
    Library,
    Manifest,
    Paragraph,
    Run,
    Script,
    ScriptKind,
    Show,
    Sound,
    Stage,
    Voice,
)
from tests.reading import pictures
from tests.reading.conftest import ShowFolder

PASSAGE = """\
# A show with everything.
title: 1984
description: |
  People who crossed tell of the way.

  Every other Sunday.
language: EN-gb
address: https://example.org/show//
guid: 917393E3-1B1E-5CEF-ACE4-EDAA54E1F810
author: "The Crossing: a project"
email: owner@example.org
category: [Society & Culture, Documentary]
explicit: true
artwork: ./art/cover.png
artwork_alt: A lantern
precision: 20
frequency: {text: Every Sunday, rule: FREQ=WEEKLY;BYDAY=SU}
complete: true
block: true
feed_length: 10
licence: CC-BY-4.0
help: You can help
  by telling others.
funding: {address: "https://example.org/give?to=us", text: Help us}
stages:
  - id: north-korea
    name: North Korea
    introduction: Winter is the time to cross.
    country: KP
    geo: 40.3, 127.5;u=200000
  - {id: 2, name: no}
cast:
  host: &ruth {name: on, voice: en-gb, speed: 95, pitch: 100, engine: espeak}
  narrators: {Il-Lyong: {voice: en-us+m3}, 7: {pitch: 120}}
  others: [{voice: en-us+f2}, {engine: piper}]
  quoted: {voice: en-us+m4}
  languages: {KO: {voice: ko}}
sound: {chime: false, loudness: -18.5, true_peak: -2, sentence_pause: 1, paragraph_pause: 2,
        segment_pause: 3, music: ./art/bed.mp3}
"""

RADIO = """\
---
title: The radio, "the only one"
kind: testimony
stage: north-korea
place: Hamgyong Province
geo: geo:41.8,-129.7
narrator: Il-Lyong
role: escaped North Korea in 2008
language: ko-latn
content_notes: [trafficking, separation of families]
source: "A conversation, https://example.org/radio"
consent: granted
because: Signed on paper.
---

# The radio

We had a *radio*, and [unni]{lang=ko say="oon-nee"}
listened.

{speaker="The manager"}
> Work.
"""

PROLOGUE = """\
---
title: Prologue
stage:
---
Words.
"""

ONE = """\
guid: 0B7F4C3E-7b0e-4b3a-9d6f-2b6a4d9f0c11
number: 007
season: north-korea
kind: trailer
title: null and void
summary: >
  One.

  Two.
display: Part  one
highlight: radio
published: 2026-11-01T09:00:00+01:00
scripts: [radio, prologue]
"""

LIBRARY = Library(
    show=Show(
        title="1984",
        description="People who crossed tell of the way.\n\nEvery other Sunday.",
        language="en-GB",
        address="https://example.org/show/",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        author="The Crossing: a project",
        email="owner@example.org",
        category=("Society & Culture", "Documentary"),
        stages=(
            Stage(
                "north-korea",
                "North Korea",
                "Winter is the time to cross.",
                "KP",
                "geo:40.3,127.5;u=200000",
            ),
            Stage("2", "no"),
        ),
        cast=Cast(
            host=Voice("espeak", "en-gb", 95, 100),
            host_name="on",
            narrators=(("Il-Lyong", Voice(name="en-us+m3")), ("7", Voice(pitch=120))),
            others=(Voice(name="en-us+f2"), Voice(engine="piper")),
            quoted=Voice(name="en-us+m4"),
            languages=(("ko", Voice(name="ko")),),
        ),
        sound=Sound(-18.5, -2, *(1, 2, 3), chime=False, music="art/bed.mp3"),  # type: ignore[arg-type]
        explicit=True,
        artwork="art/cover.png",
        licence="CC-BY-4.0",
        help_text="You can help by telling others.",
        funding=("https://example.org/give?to=us", "Help us"),
        artwork_alt="A lantern",
        precision=20,
        frequency="Every Sunday",
        frequency_rule="FREQ=WEEKLY;BYDAY=SU",
        complete=True,
        block=True,
        feed_length=10,
    ),
    scripts=(
        Script(
            id="prologue",
            kind=ScriptKind.TESTIMONY,
            title="Prologue",
            language="en-GB",
            consent=Consent.PENDING,
            body=(Paragraph((Run("Words."),), line=5),),
            path="scripts/prologue.md",
        ),
        Script(
            id="radio",
            kind=ScriptKind.TESTIMONY,
            title='The radio, "the only one"',
            language="ko-Latn",
            consent=Consent.GRANTED,
            body=(
                Paragraph((Run("The radio"),), line=16),
                Paragraph(
                    (
                        Run("We had a radio, and "),
                        Run("unni", language="ko", said="oon-nee"),
                        Run(" listened."),
                    ),
                    line=18,
                ),
                Paragraph((Run("Work."),), speaker="The manager", quoted=True, line=22),
            ),
            stage="north-korea",
            place="Hamgyong Province",
            geo="geo:41.8,-129.7",
            narrator="Il-Lyong",
            narrator_role="escaped North Korea in 2008",
            content_notes=("trafficking", "separation of families"),
            source="A conversation, https://example.org/radio",
            path="scripts/radio.md",
            because="Signed on paper.",
        ),
    ),
    manifests=(
        Manifest(
            id="one",
            guid="0b7f4c3e-7b0e-4b3a-9d6f-2b6a4d9f0c11",
            number=7,
            title="null and void",
            published=datetime(2026, 11, 1, 9, tzinfo=timezone(timedelta(hours=1))),
            scripts=("radio", "prologue"),
            kind=EpisodeKind.TRAILER,
            season="north-korea",
            summary="One.\nTwo.",
            display="Part one",
            highlight="radio",
            path="episodes/one.yml",
        ),
    ),
)


def test_everything_that_can_be_written(show: ShowFolder) -> None:
    show.write("passage.yml", PASSAGE)
    show.write("art/cover.png", pictures.PNG)
    show.write("art/bed.mp3", b"")
    show.write("scripts/prologue.md", PROLOGUE)
    show.write("scripts/radio.md", RADIO)
    show.write("episodes/one.yml", ONE)
    assert show.read() == LIBRARY


def test_what_need_not_be_written(show: ShowFolder) -> None:
    library = show.read()
    about = library.show
    assert (about.guid, about.explicit, about.artwork) == ("", False, "")
    assert (about.cast, about.sound, about.funding) == (Cast(), Sound(), None)
    (manifest,) = library.manifests
    assert (manifest.guid, manifest.kind, manifest.summary) == ("", EpisodeKind.FULL, "")
    (script,) = library.scripts
    assert (script.language, script.narrator, script.content_notes) == ("en", "", ())


def test_one_category_needs_no_brackets(show: ShowFolder) -> None:
    assert show.read().show.category == ("Society & Culture",)


def test_keys_without_a_value_are_as_if_they_were_not_there(show: ShowFolder) -> None:
    expected = show.read()
    for key in ("cast:", "sound: ~", "funding: null", "guid:", "artwork:", "explicit:"):
        show.change("passage.yml", "author: ", f"{key}\nauthor: ")
    show.change("episodes/one.yml", "title: ", "guid: ~\nkind:\nsummary:\ntitle: ")
    show.change("scripts/prologue.md", "kind: host", "kind: host\nlanguage:\ncontent_notes:")
    assert show.read().show == expected.show
    assert show.read().manifests == expected.manifests


def test_some_of_the_sound_and_of_a_voice(show: ShowFolder) -> None:
    show.change("passage.yml", "author: ", "cast: {host: {speed: 90}}\nsound: {}\nauthor: ")
    assert show.read().show.cast == Cast(host=Voice(speed=90))
    assert show.read().show.sound == Sound()


def test_scripts_that_no_episode_names_are_kept(show: ShowFolder) -> None:
    show.write("scripts/later.md", "---\ntitle: Later\n---\nWords.\n")
    assert [script.id for script in show.read().scripts] == ["later", "prologue"]
