"""Real names in every field that people write: none of them is in anything that is made or said."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passage.delivering.serving import finding
from passage.delivering.serving.finding import Found
from passage.pipeline import minting, outgoing
from passage.pipeline.consent import guarding
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from passage.spellings import Names
from passage.validating import traces
from passage.validating.traces import Wanted
from tests import shows
from tests.pipeline.building import build
from tests.pipeline.consent.test_guarding import Said, passage  # noqa: F401 - a fixture

REAL, KOREAN = "Zora Mai-Vel", "김소라"
SECRET = ("zora", "maivel", "mai-vel", KOREAN)

FILES = {
    "passage.yml": f"""\
title: The Road of {REAL}
description: What {REAL} told, and 김소라는 말했다.
language: en
address: https://example.org/roads/
guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11
author: Friends of ZORA MAI-VEL
email: nobody@example.org
category: [Society & Culture, Documentary]
licence: Zora Mai Vel
help: Write to Zora Mai-Vel’s friends.
funding: {{address: https://example.org/give, text: Give to zora-mai-vel}}
frequency: {{text: When {REAL} has time, rule: FREQ=WEEKLY}}
editions: [opus]
stages:
  - {{id: home, name: Home of {REAL}, introduction: It begins with {REAL}.}}
cast:
  host: {{name: {REAL}, voice: en-gb}}
  narrators:
    {REAL}: {{voice: en-us}}
privacy: {{names: ../names.yml}}
""",
    "scripts/leaving.md": f"""\
---
title: What Zora  Mai–Vel Left
stage: home
place: Street of {REAL}
narrator: {REAL}
role: the mother of {KOREAN}
content_notes: [{REAL} is hurt]
source: The book of {REAL}
consent: granted
because: {REAL} signed.
---
I am Zora *Mai-Vel*, and {KOREAN}가 my name. [Zora Mai-Vel]{{say="Tzora My Vell"}} said so.
A [letter]{{say="a letter of Zora Mai Vel"}} came to Ｚｏｒａ Ｍａｉ Ｖｅｌ.

{{speaker="{REAL}"}}
> Come back soon, ZORA MAI-VEL.
""",
    "scripts/lexicon.pls": """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="en">
  <lexeme><grapheme>Zora Mai-Vel</grapheme><alias>Tzora my vell</alias></lexeme>
  <lexeme><grapheme>letter</grapheme><alias>letter to Zora Mai Vel</alias></lexeme>
</lexicon>
""",
    "episodes/one.yml": f"""\
guid: 00000000-0000-4000-8000-000000000001
number: 1
season: home
title: The First Part of {REAL}
summary: What happened to {REAL} and {KOREAN}.
display: {REAL}
published: 2026-03-01T09:00:00+00:00
scripts: [leaving]
""",
}
NAMES = f"{REAL}: Anka\n{KOREAN}: 안가\n"


def _write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder.parent / "names.yml").write_text(NAMES, "utf-8")
    return folder


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = _write(tmp_path_factory.mktemp("names") / "show")
    build(folder)
    return folder


@pytest.fixture
def show(_built: Path, tmp_path: Path) -> Path:
    (tmp_path / "names.yml").write_text(NAMES, "utf-8")
    return Path(shutil.copytree(_built, tmp_path / "show"))


def _secrets(text: str) -> list[str]:
    return [each for each in SECRET if each in text.lower()]


def test_no_made_file_has_one_and_all_have_those_that_are_shown(show: Path) -> None:
    layout = Layout(show)
    assert traces.search(show, layout.made, Wanted([REAL, KOREAN])).traces == ()
    shown = {trace.path for trace in traces.search(show, layout.made, Wanted(["Anka"])).traces}
    there = {path.relative_to(show).as_posix() for path in (show / "feed").rglob("*")}
    for name in ("feed.xml", "site/search.json", "episodes/one.html", "index.html"):
        assert f"feed/{name}" in shown
    books = {path for path in there if path.endswith(".epub")}
    assert len(books) == 2
    assert books <= shown
    assert guarding.made(layout, show_folder.privacy_of(show)) == ()


def test_no_command_says_one(show: Path, passage: Callable[..., Said]) -> None:  # noqa: F811
    page = show.parent / "report.html"
    for command in (
        ["check"],
        ["check", "--book"],
        ["status"],
        ["build", "--dry-run", "--json"],
        ["report", "--html", str(page)],
        ["names", "--json"],
        ["consent", "status"],
        ["publish", str(show.parent / "web"), "--dry-run"],
        ["publish", str(show.parent / "web")],
    ):
        said = passage(*command, "-C", str(show))
        assert said.status == 0, said.out
        assert _secrets(said.out) == [], command
    assert _secrets(page.read_text("utf-8")) == []
    said = passage("check", "-C", str(show))
    assert 'the licence "Anka" is none that podcast apps know' in said.out
    assert _secrets(said.out) == []
    sent = traces.search(show.parent, [show.parent / "web"], Wanted([REAL, KOREAN]))
    assert sent.traces == ()
    assert (show.parent / "web" / ".passage-published.json").is_file()


def test_records_and_what_is_hidden_are_neither_served_nor_sent(show: Path) -> None:
    for path in ("audio_out/one.json", "audio_out/names.json", "audio_out/.cache/written.json"):
        assert finding.find(show, f"/{path}") is None
    library = minting.mint(show_folder.read(show))
    sent = {each.path for each in outgoing.outbox(Layout(show), library).objects}
    assert {path for path in sent if path.startswith("audio_out/")} == {
        f"audio_out/{path.name}" for path in (show / "audio_out").glob("*.mp3")
    }
    for path in sent:
        found = finding.find(show, f"/{path}")
        assert isinstance(found, Found)
        found.file.close()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("feed/notes.txt", b"told by ZORA-MAI VEL"),
        ("feed/zora-mai-vel.css", b""),
        ("feed/site/old.json", b'{"n": "\\u005aora Mai-Vel"}'),
    ],
)
def test_nothing_is_sent_with_one_in_it(
    show: Path,
    passage: Callable[..., Said],  # noqa: F811
    path: str,
    data: bytes,
) -> None:
    (show / path).write_bytes(data)
    web = show.parent / "web"
    for more in ([], ["--dry-run"], ["--as-built"]):
        said = passage("publish", str(web), *more, "-C", str(show))
        assert said.status == 2
        assert 'the real name of "Anka"' in said.out
        assert _secrets(said.out) == []
        assert not web.exists()


def test_a_report_of_what_was_built_before_is_not_written_with_one(
    show: Path,
    passage: Callable[..., Said],  # noqa: F811
) -> None:
    shows.edit(show, "scripts/leaving.md", "title: What Zora  Mai–Vel Left", "title: Bo Tar Left")
    build(show)
    (show.parent / "names.yml").write_text(f"{NAMES}Bo Tar: Wim\n", "utf-8")
    page = show.parent / "report.html"
    said = passage("report", "--html", str(page), "-C", str(show))
    assert said.status == 2
    assert "bo tar" not in said.out.lower()
    assert not page.exists()


def test_an_import_gives_no_file_a_real_name_and_says_none(
    show: Path,
    passage: Callable[..., Said],  # noqa: F811
) -> None:
    page = show.parent / "page.txt"
    page.write_text(
        "THE CROSSING\n\nI left my house on a Friday in May and I never went back there. "
        "My brother carried me over the river.\n\n— Zora Mai-Vel, 24, from Old Harbour\n\n"
        "I walked for nine days with my sister and we slept in barns on the way.\n\n"
        "— Bo Tar, 31, from Lower Town\n",
        "utf-8",
    )
    before = {path.name for path in (show / "scripts").iterdir()}
    said = passage("import", str(page), "--into", str(show), "--by", "narrator")
    assert said.status == 0, said.out
    assert _secrets(said.out) == []
    names = {path.name for folder in ("scripts", "episodes") for path in (show / folder).iterdir()}
    assert any("anka" in name for name in names - before)
    assert [name for name in names if Names([REAL]).find(name)] == []
    assert passage("check", "-C", str(show)).status == 0


def test_a_report_of_a_bug_has_none(show: Path) -> None:
    code = (
        "import sys\nfrom passage import cli\nfrom passage.pipeline import reporting\n"
        "def broken(*_):\n    raise ValueError('Zora Mai-Vel')\nreporting.report = broken\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", code, "report", "--json", "-C", str(show)]
    done = subprocess.run(command, cwd=show.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    told = (show.parent / "passage-bug-report.txt").read_text("utf-8")
    assert _secrets(told + done.stdout + done.stderr) == []


_BETWEEN = st.sampled_from([" ", "  ", "-", "–", "\u00a0", "\n", "_", "\u200b ", " \u00ad"])
_CASE = st.sampled_from([str, str.lower, str.upper, str.title])
_WIDE = st.sampled_from(
    [str, lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)]
)


@given(_BETWEEN, _BETWEEN, _CASE, _WIDE, st.booleans())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_replaced_when_read_is_what_is_found_when_made(
    first: str,
    second: str,
    case: Callable[[str], str],
    wide: Callable[[str], str],
    escaped: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    """Both ways use one notion of a name: none is found that reading would have let through."""
    written = wide(case(f"Zora{first}Mai{second}Vel"))
    text = f"I am {written}, she said."
    carried = json.dumps(text) if escaped else text
    assert traces.search_text(carried, Wanted([REAL])) == [REAL]
    assert Names([REAL]).find(text)
