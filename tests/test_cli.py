from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from mutagen.id3 import ID3

from passage import cli
from passage.keeping import lock
from passage.pipeline.layout import Layout
from tests import shows
from tests.delivering.serving.running import WAIT_S


class Said(NamedTuple):
    status: int
    out: str
    err: str


Passage = Callable[..., Said]


@pytest.fixture
def passage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Passage:
    """Type a command in an empty folder, and read what it says."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["passage", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        said = capsys.readouterr()
        return Said(int(str(done.value.code or 0)), said.out, said.err)

    return run


def _process(*arguments: str, cwd: Path, start_new_session: bool = False) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "passage", *arguments],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=start_new_session,
    )


def _made(folder: Path) -> list[str]:
    made = [folder / "audio_out", folder / "feed"]
    return [path.name for path in made if path.exists()]


# ---- learning ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "init", "import", "check", "build", "status", "report", "clean", "serve"],
)
def test_help_teaches_and_fits_a_narrow_terminal(passage: Passage, command: str) -> None:
    said = passage(*filter(None, [command]), "--help")
    assert said.status == 0
    assert said.out.startswith("Usage: passage")
    assert max(map(len, said.out.splitlines())) < 80


def test_the_version_is_told(passage: Passage) -> None:
    assert re.fullmatch(r"passage \d+\.\d+\.\d+\n", passage("--version").out)


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--fast"], ["build", "--jobs", "0"]])
def test_wrong_usage_is_told_and_nothing_is_made(passage: Passage, arguments: list[str]) -> None:
    said = passage(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert "Error: " in said.err


HEAVY = (
    *("numpy", "pydub", "feedgen", "lxml", "mutagen", "PIL.Image", "ruamel", "markdown_it"),
    *(
        "sentencex",
        "imageio_ffmpeg",
        "espeakng_loader",
        "bs4",
        "gtts",
        "piper",
        "onnxruntime",
        "requests",
    ),
)


def _loaded(folder: Path, *arguments: str) -> set[str]:
    """Which of the heavy modules a command loads."""
    code = (
        f"import sys; sys.argv = ['passage', *{arguments}]\n"
        "from passage import cli\n"
        "try: cli.main()\n"
        f"finally: print(*(m for m in {HEAVY} if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(done.stderr.split())


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """Start-up is what a producer waits for all day."""
    assert not _loaded(tmp_path, "--help")


def test_a_build_that_changes_nothing_loads_nothing_that_makes_sound(
    passage: Passage, tmp_path: Path
) -> None:
    passage("init", "our-stories")
    assert {"numpy", "pydub"} & _loaded(tmp_path, "build", "-C", "our-stories")
    kept = _loaded(tmp_path, "build", "-C", "our-stories")
    assert not kept & {"numpy", "pydub", "PIL.Image", "gtts", "piper", "onnxruntime", "requests"}


# ---- names and how they are said ---------------------------------------------------------

LEXICON = """<lexicon version="1.0" alphabet="ipa" xml:lang="en"
 xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
<lexeme><grapheme>{}</grapheme><phoneme>{}</phoneme></lexeme></lexicon>"""


def test_names_are_listed_until_somebody_says_how_they_are_said(
    passage: Passage, tmp_path: Path
) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "scripts/walking.md", "We walked.", "We saw Haneul, the 언니.")
    shows.edit(tmp_path, "scripts/walking.md", "the 언니", "the [언니]{lang=ko}")
    said = passage("names")
    assert "Haneul (en), 1 time: scripts/walking.md:9\n" in said.out
    assert "언니 (ko), 1 time: scripts/walking.md:9\n" in said.out
    assert "perhaps no names:\n  " in said.out
    told = json.loads(passage("names", "--json").out)["names"]
    assert {
        "text": "Haneul", "language": "en", "count": 1, "certain": True,
        "places": ["scripts/walking.md:9"],
    } in told  # fmt: skip
    (tmp_path / "scripts/lexicon.pls").write_text(LEXICON.format("Haneul", "hɑːnʊl"), "utf-8")
    assert "Haneul" not in passage("names").out


def test_a_lexicon_entry_is_told_as_a_reason(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    passage("build", "--jobs", "1")
    lexicon = tmp_path / "scripts/lexicon.pls"
    lexicon.write_text(LEXICON.format("Monday", "mʌndɪ"), "utf-8")
    said = passage("status")
    assert 'to render: Leaving, the lexicon entry "Monday" changed\n' in said.out
    assert said.out.count("to render: ") == 1
    lexicon.write_text(LEXICON.format("Monday", "mʌnd!"), "utf-8")
    said = passage("status")
    assert said.status == 2
    assert said.err == (
        'scripts/lexicon.pls:3:49: "!" (U+0021) is no character of IPA\n'
        '  did you mean "ǃ"?\n1 problem, nothing was made.\n'
    )


# ---- the tour ----------------------------------------------------------------------------


def test_the_tour_init_check_build_change_build(passage: Passage, tmp_path: Path) -> None:
    said = passage("init", "our-stories", "--title", "Our Stories")
    assert said.status == 0
    assert said.out.endswith("To build it: passage build -C our-stories\n")
    assert passage("check", "-C", "our-stories").out == (
        "Our Stories: 1 script, 1 episode, nothing wrong.\n"
    )

    said = passage("build", "-C", "our-stories")
    assert said.status == 0
    first = said.out.splitlines()[0]
    assert first == "episodes/first.yml: a guid was written into it, once and for all"
    assert re.search(
        r"^made: The First Episode, \d+ s, audio_out/first-\w{8}\.mp3$", said.out, re.MULTILINE
    )
    assert "4 segments rendered, 0 reused." in said.out

    script = tmp_path / "our-stories" / "scripts" / "welcome.md"
    script.write_text(script.read_text("utf-8").replace("one sentence", "some words"), "utf-8")
    said = passage("status", "-C", "our-stories")
    assert "  to render: Welcome, its text changed\n" in said.out
    assert "1 segments rendered" not in said.out
    said = passage("build", "-C", "our-stories")
    assert "1 segment rendered, 3 reused." in said.out

    said = passage("build", "-C", "our-stories")
    assert said.err == ""
    books = [line for line in said.out.splitlines() if line.startswith("The book")]
    assert [re.sub(r"\d.*", "", line) for line in books] == [
        "The book: feed/our-stories.epub, ",
        "The book as text: feed/our-stories-text.epub, ",
    ]
    assert said.out.splitlines()[1:] == [
        "0 segments rendered, 4 reused.",
        "The feed: feed/feed.xml, 1 episode, unchanged.",
        "The pages: feed/index.html.",
        *books,
        "Nothing changed.",
        "Next: passage serve -C our-stories, to hear and read it here",
        "Or change a sentence in scripts/, then type: passage build -C our-stories",
    ]


def test_a_show_is_never_started_over_another(passage: Passage) -> None:
    passage("init", "our-stories")
    said = passage("init", "our-stories")
    assert said.status == 2
    assert "our-stories/passage.yml: there is a show here already" in said.err


def test_a_show_is_found_from_a_folder_inside_it(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    assert passage("check", "-C", "scripts").status == 0


# ---- for programs ------------------------------------------------------------------------


def test_build_tells_programs_what_it_did(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    told = json.loads(passage("build", "--json").out)
    assert (told["rendered"], told["reused"]) == (11, 0)
    assert told["feed"] == "feed/feed.xml"
    assert [episode["id"] for episode in told["episodes"]] == ["one", "two"]
    for episode in told["episodes"]:
        path = tmp_path / episode["file"]
        assert path.stat().st_size == episode["bytes"]
        assert episode["duration_ms"] > 1000
        assert episode["status"] == "made"


@pytest.mark.parametrize("command", [["status"], ["build", "--dry-run"]])
def test_status_tells_programs_what_a_build_would_do(
    passage: Passage, tmp_path: Path, command: list[str]
) -> None:
    shows.write(tmp_path)
    told = json.loads(passage(*command, "--json").out)
    assert told["to_render"] == 11
    segment = told["episodes"][0]["segments"][0]
    assert segment["title"] == "Opening"
    assert segment["reasons"] == ["new"]
    assert _made(tmp_path) == []


def test_check_tells_programs_every_problem(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "episodes/one.yml", "[leaving]", "[leafing]")
    told = json.loads(passage("check", "--json").out)
    assert told["problems"] == [
        {
            "path": "episodes/one.yml",
            "line": 7,
            "column": 11,
            "what": 'there is no script "leafing"',
            "hint": 'did you mean "leaving"?',
        }
    ]


def test_status_tells_the_cache_and_the_time(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    assert "The cache: 0 kB, 0 of 11 segments in it.\n" in passage("status").out
    assert re.search(r"writes 2 episodes, in about \d s\.", passage("status").out)
    passage("build")
    told = json.loads(passage("status", "--json").out)
    assert told["hits"] == 11
    assert told["cache_bytes"] > 100_000
    assert told["estimate_ms"] == 0


def test_clean_tells_what_it_dropped(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    passage("build")
    assert passage("clean").out == "removed: 0 cache entries, 0 kB; 22 left.\n"
    assert json.loads(passage("clean", "--all", "--json").out)["removed"] == 22


def test_say_writes_what_an_episode_will_contain(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    said = passage("say", "--script", "leaving", "--sentence", "1", "--out", "one.wav")
    assert said.status == 0
    assert said.out.startswith("1. ")
    assert said.out.endswith("written: one.wav\n")
    assert (tmp_path / "one.wav").read_bytes()[:4] == b"RIFF"
    told = json.loads(passage("say", "We left.", "--out", "two.wav", "--json").out)
    assert told == {"sentences": [{"number": 1, "text": "We left."}], "file": "two.wav"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((), "say what: either TEXT, or --script ID"),
        (("Words.", "--script", "leaving"), "say what: either TEXT, or --script ID"),
        (("--script", "leavin"), 'there is no script "leavin"; did you mean "leaving"?'),
        (("Words.", "--as", "Boo"), 'there is no narrator "Boo"; did you mean "Bo"?'),
        (("Words.", "--language", "the Korean"), '"the Korean" is no language; write it as in en'),
        (("--script", "leaving", "--as", "Bo"), "--as and --language are for TEXT"),
        (("--script", "leaving", "--sentence", "99"), 'the script "leaving" has'),
    ],
)
def test_say_tells_how_it_is_asked(
    passage: Passage, tmp_path: Path, typed: tuple[str, ...], told: str
) -> None:
    shows.write(tmp_path)
    said = passage("say", *typed)
    assert said.status == 2
    assert told in said.err


# ---- for ears ----------------------------------------------------------------------------


def test_progress_is_whole_lines_that_are_never_repainted(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    said = passage("build", "--jobs", "1")
    lines = said.err.splitlines()
    for line in lines:
        assert re.fullmatch(r"segment \d+ of 11, \d+ %, about \d+ s left: .+, \d+ s", line)
    tenths = [int(line.split(", ")[1].removesuffix(" %")) // 10 for line in lines]
    assert tenths == sorted(set(tenths)), "one line for each tenth of the work, not for each clip"
    assert lines[-1].startswith("segment 11 of 11, 100 %, about 0 s left: ")
    assert not re.search(r"[^\n\x20-\x7e]", said.err + said.out)


# ---- bad input: what a user reads --------------------------------------------------------

BAD_INPUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no show": (
        lambda show: (show / "passage.yml").unlink(),
        "passage init",
    ),
    "YAML that does not parse": (
        lambda show: shows.edit(show, "episodes/one.yml", "title: The", "title: [The"),
        "episodes/one.yml:",
    ),
    "an unknown key": (
        lambda show: shows.edit(show, "passage.yml", "author:", "auther:"),
        'did you mean "author"?',
    ),
    "an unknown stage": (
        lambda show: shows.edit(show, "scripts/leaving.md", "stage: home", "stage: hom"),
        'did you mean "home"?',
    ),
    "an unknown script": (
        lambda show: shows.edit(show, "episodes/two.yml", "[walking]", "[waking]"),
        'did you mean "walking"?',
    ),
    "the same id twice": (
        lambda show: (show / "episodes" / "one.yaml").write_text(shows.FILES["episodes/two.yml"]),
        "one",
    ),
    "the same guid twice": (
        lambda show: shows.edit(show, "episodes/two.yml", "0002", "0001"),
        "guid",
    ),
    "the same number twice": (
        lambda show: shows.edit(show, "episodes/two.yml", "number: 2", "number: 1"),
        "number",
    ),
    "an empty body": (
        lambda show: shows.edit(show, "scripts/walking.md", "We walked. Then we walked again.", ""),
        "scripts/walking.md:",
    ),
    "a date without a time zone": (
        lambda show: shows.edit(show, "episodes/one.yml", "09:00:00+00:00", "09:00:00"),
        "time zone",
    ),
    "bytes that are not UTF-8": (
        lambda show: (show / "scripts" / "walking.md").write_bytes(b"---\ntitle: caf\xe9\n---\n"),
        "scripts/walking.md:2:11: ",
    ),
    "a control character": (
        lambda show: shows.edit(show, "scripts/walking.md", "We walked.", "We \x07walked."),
        "U+0007",
    ),
    "an id that would leave its folder": (
        lambda show: shows.edit(show, "episodes/one.yml", "[leaving]", "[../../leaving]"),
        "../../leaving",
    ),
}


@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_is_told_by_place_and_nothing_is_written(
    passage: Passage, tmp_path: Path, kind: str
) -> None:
    break_it, told = BAD_INPUT[kind]
    shows.write(tmp_path)
    break_it(tmp_path)
    for command in ("check", "build", "status"):
        said = passage(command)
        assert said.status == 2, said
        assert said.out == ""
        assert told in said.err
        assert "Traceback" not in said.err
        assert _made(tmp_path) == []


def test_all_problems_are_told_at_once_and_counted_last(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "passage.yml", "author:", "auther:")
    shows.edit(tmp_path, "scripts/leaving.md", "stage: home", "stage: hom")
    shows.edit(tmp_path, "episodes/one.yml", "09:00:00+00:00", "09:00:00")
    said = passage("build")
    places = re.findall(r"^(\S+):\d+:\d+: ", said.err, re.MULTILINE)
    assert {"passage.yml", "scripts/leaving.md", "episodes/one.yml"} <= set(places)
    assert places == sorted(places)
    count = len(re.findall(r"^\S+\.(?:yml|md)\S*: ", said.err, re.MULTILINE))
    assert said.err.splitlines()[-1] == (f"{count} problems, nothing was made.")


def test_an_unknown_episode_is_told_with_the_nearest(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    said = passage("build", "tow")
    assert said.status == 2
    assert 'there is no episode "tow"; did you mean "two"?' in said.err


def test_an_unknown_voice_is_told_before_any_work(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "passage.yml", "voice: en-us", "voice: en-su")
    said = passage("build")
    assert said.status == 2
    assert said.err.startswith('Bo: eSpeak NG has no voice "en-su"; did you mean')
    assert [path.name for path in tmp_path.rglob("audio_out/.cache/*")] == ["lock"]
    assert not (tmp_path / "feed").exists()


# ---- failure, interruption, bugs ---------------------------------------------------------


def test_a_failed_episode_is_told_last_and_the_rest_is_made(
    passage: Passage, tmp_path: Path
) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "scripts/walking.md", "We walked.", "ᏣᎳᎩ.")
    said = passage("build")
    assert said.status == 1
    assert "failed: The Second Part\n" in said.out
    assert "made: The First Part" in said.out
    assert said.err.splitlines()[-2].startswith(
        "scripts/walking.md:9: sentence 1 (ᏣᎳᎩ.): eSpeak NG has no sound for"
    )


def test_a_folder_that_cannot_be_written_is_told(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    (tmp_path / "audio_out").write_text("a file where a folder must be")
    said = passage("build")
    assert said.status == 1
    assert "could not be written: " in said.err
    assert "Traceback" not in said.err


def test_an_interrupted_build_goes_on_from_there(tmp_path: Path) -> None:
    shows.write(tmp_path)
    shows.lengthen(tmp_path, scripts=24, sentences=30)
    build = _process("build", "--jobs", "2", cwd=tmp_path, start_new_session=True)
    assert build.stderr is not None
    build.stderr.readline()
    os.killpg(build.pid, signal.SIGINT)
    _, err = build.communicate(timeout=WAIT_S)
    assert build.returncode == 130
    assert err.splitlines()[-1] == (
        "interrupted; what is finished is kept. To go on: run the same command again"
    )
    assert not list(tmp_path.rglob(".passage-*"))
    again = _process("build", "--json", cwd=tmp_path)
    told = json.loads(again.communicate(timeout=WAIT_S)[0])
    assert again.returncode == 0
    assert told["reused"] >= 1
    assert told["rendered"] >= 1


def test_a_second_build_waits_says_for_whom_and_reads_the_folder_again(tmp_path: Path) -> None:
    shows.write(tmp_path)
    layout = Layout(tmp_path)
    with lock.held(layout.lock, print):
        second = _process("build", "--json", cwd=tmp_path)
        assert second.stderr is not None
        assert second.stderr.readline().startswith(
            f"waiting for another build here: process {os.getpid()} of "
        )
        shows.edit(tmp_path, "scripts/walking.md", "We walked.", "We ran.")
    out, _ = second.communicate(timeout=WAIT_S)
    assert json.loads(out)["rendered"] == 11
    (audio,) = (tmp_path / "audio_out").glob("two-*.mp3")
    assert "We ran." in str(dict(ID3(audio))["USLT::eng"])  # type: ignore[no-untyped-call]


def test_a_bug_leaves_a_report_without_a_word_of_any_testimony(
    passage: Passage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows.write(tmp_path)

    def broken(*_: object) -> None:
        raise RuntimeError("We left on a Monday.")

    monkeypatch.setattr("passage.narrating.episode.draft", broken)
    said = passage("build")
    assert said.status == 3
    report = (tmp_path / "passage-bug-report.txt").read_text("utf-8")
    assert "RuntimeError" in report
    assert "planning.py" in report
    assert "Monday" not in report + said.err


def test_a_reader_that_has_heard_enough_is_no_bug(tmp_path: Path) -> None:
    shows.write(tmp_path)
    with _process("status", cwd=tmp_path) as status:
        assert status.stdout is not None
        assert status.stderr is not None
        status.stdout.close()
        assert status.stderr.read() == ""
    assert status.returncode in (0, 1)


# ---- the report --------------------------------------------------------------------------


def test_a_report_tells_people_programs_and_browsers_the_same(
    passage: Passage, tmp_path: Path
) -> None:
    shows.write(tmp_path)
    assert passage("build").status == 0
    said = passage("report", "--html", "report.html")
    assert said.status == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert re.fullmatch(r"The First Part: \d+ s, \d+ kB, one-\w{8}\.mp3", lines[0])
    assert re.search(r"loudness -1\d\.\d LUFS as one channel, -1\d\.\d LUFS on two", lines[1])
    assert "  rendered: one, Leaving, it is new" in lines
    assert lines[-2:] == ["written: report.html", "Every episode meets the norm."]

    told = json.loads(passage("report", "--json").out)
    assert told["build"]["rendered"] == 11
    assert told["warnings"] == []
    assert told["html"] is None
    one = told["episodes"][0]
    assert f"{one['sound']['loudness']:.1f} LUFS" in (tmp_path / "report.html").read_text("utf-8")
    assert f"loudness {one['sound']['loudness']:.1f} LUFS" in lines[1]
    assert one["segments"][0]["title"] == "Opening"
    assert len(one["sound"]["short_term"]["loudness"]) <= 200


def test_a_report_warns_of_what_cannot_be_heard(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    passage("build")
    next((tmp_path / "audio_out").glob("two-*.mp3")).unlink()
    said = passage("report")
    assert said.status == 0
    assert said.out.splitlines()[-1] == (
        "warning: The Second Part: its audio is missing or damaged; the next build makes it again."
    )
    assert json.loads(passage("report", "--json").out)["episodes"][1]["sound"] is None


def test_before_the_first_build_a_report_says_so(passage: Passage, tmp_path: Path) -> None:
    shows.write(tmp_path)
    said = passage("report")
    assert said.status == 0
    assert "No build is on record." in said.out
    assert said.out.endswith("No episode is published yet.\n")
