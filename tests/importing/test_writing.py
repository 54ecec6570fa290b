from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from passage.importing import founding, writing
from passage.model import Consent, Manifest, Paragraph, Run, Script, ScriptKind, Show, Stage

GOLDEN = Path(__file__).parent / "golden"

RADIO = Script(
    id="amina-the-well",
    kind=ScriptKind.TESTIMONY,
    title="We sang, and: nobody heard us",
    language="en",
    consent=Consent.GRANTED,
    body=(
        Paragraph((Run("I sang * with my brother."),)),
        Paragraph((Run("1. Who is there?"),), quoted=True),
    ),
    stage="northland",
    place="The Well",
    narrator="Amina",
    narrator_role="24, from Northland",
    source="The Long Way (page.txt, lines 3-9)",
)


def test_a_script_is_front_matter_and_markdown() -> None:
    text = writing.script(RADIO, "She signed: it is in the archive")
    assert text == (GOLDEN / "script.md").read_text("utf-8")


def test_what_is_not_known_is_not_written() -> None:
    bare = Script("a", ScriptKind.HOST, "A", "en", Consent.PENDING, RADIO.body[:1])
    assert writing.script(bare, "nobody has been asked") == (
        "---\ntitle: A\nkind: host\nlanguage: en\nconsent: pending\n---\n\n"
        "I sang * with my brother.\n"
    )


def test_a_manifest_keeps_its_time_zone() -> None:
    made = Manifest(
        id="northland",
        guid="f2a5c1f6-6a6e-5d0b-8a57-2b1b6a5c9d11",
        number=2,
        title="Northland",
        published=datetime(2026, 11, 1, 9, tzinfo=ZoneInfo("Europe/Berlin")),
        scripts=("prologue", "amina-the-well"),
        season="northland",
        summary="A testimony from Northland: Amina.",
    )
    assert writing.manifest(made) == (GOLDEN / "episode.yml").read_text("utf-8")


def test_a_show_says_what_has_to_be_edited() -> None:
    made = Show(
        title="The Long Way",
        description="People who do not exist tell how they left: slowly.",
        language="en",
        address="https://example.org/the-long-way/",
        guid="7f3a8f0e-3d0f-5f0b-9a53-0d6f0f3a4b5c",
        author=writing.AUTHOR,
        email=writing.EMAIL,
        category=founding.CATEGORY,
        stages=(Stage("northland", "Northland"), Stage("no", "No")),
    )
    assert writing.show(made, ["Amina"]) == (GOLDEN / "passage.yml").read_text("utf-8")
