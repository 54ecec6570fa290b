"""A show with a voice that speaks online: what is sent, what is kept, and what becomes of it."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from passage import cli, voicing
from passage.errors import DeliveryFailed, EngineUnavailable, ServiceRefused, VoicingFailed
from passage.keeping.store import Store
from passage.model import Milliseconds, Phrase, Speech, Utterance, Voice
from passage.pipeline import (
    building,
    cleaning,
    last_build,
    minting,
    planning,
    recipes,
    rendering,
    saying,
    speech,
)
from passage.pipeline.building import Outcome
from passage.pipeline.layout import Layout
from passage.pipeline.making import Status
from passage.pipeline.speech import Sending
from passage.reading import folder as show_folder
from passage.voicing.gtts import Gtts
from tests import google, shows
from tests.delivering.serving.running import WAIT_S
from tests.google import QUICK, Google
from tests.pipeline.building import build, made_files, plan
from tests.sentences import utterance

SENTENCES = ["We left on a Monday.", "Nobody saw us go.", "Come back soon, said the baker."]
"""What Bo says in the first episode; the second is Cy's, who speaks here."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Whoever asks Google asks this server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with google.playing() as played:
        monkeypatch.setitem(voicing.ENGINES, "gtts", Gtts(played.address, manners=QUICK))
        yield played


@pytest.fixture
def online(show: Path) -> Path:
    """The show, built once, with a narrator who now speaks online."""
    shows.edit(show, "passage.yml", "Bo: {voice: en-us}", "Bo: {engine: gtts}")
    shows.edit(show, "passage.yml", "cast:", "voices: {online: true}\ncast:")
    return show


def _build(folder: Path, budget: int | None = None) -> tuple[Outcome, list[Sending]]:
    told: list[building.News] = []
    done = building.build(Layout(folder), show_folder.read(folder), budget=budget, tell=told.append)
    return done, [step for step in told if isinstance(step, Sending)]


def _clean(folder: Path) -> cleaning.Cleaned:
    return cleaning.clean(Layout(folder), minting.mint(show_folder.read(folder)))


def _statuses(done: Outcome) -> list[Status]:
    return [result.status for result in done.results]


def _said(done: Outcome) -> list[str]:
    return [str(failure) for result in done.results for failure in result.failures]


# ---- leave -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cast",
    [
        ("Bo: {voice: en-us}", "Bo: {engine: gtts}", "Bo"),
        ("host: {name: Ada, voice: en-gb}", "host: {engine: gtts}", "the host"),
        ("  narrators:", "  others: [{engine: gtts}]\n  narrators:", "another narrator"),
        ("  narrators:", "  quoted: {engine: gtts}\n  narrators:", "who is quoted"),
        ("  narrators:", "  languages: {ko: {engine: gtts}}\n  narrators:", "words in ko"),
    ],
)
@pytest.mark.parametrize("leave", ["", "voices: {online: false}\n"])
def test_without_leave_nothing_is_made_and_nothing_sent(
    show: Path, server: Google, cast: tuple[str, str, str], leave: str
) -> None:
    before = made_files(show)
    old, new, speaker = cast
    shows.edit(show, "passage.yml", old, new)
    shows.edit(show, "passage.yml", "cast:", f"{leave}cast:")
    with pytest.raises(EngineUnavailable, match="sends the text to a service") as refused:
        build(show)
    assert refused.value.subject == speaker
    assert "voices: {online: true}" in refused.value.hint
    with pytest.raises(EngineUnavailable):
        planning.check_voices(plan(show))
    assert made_files(show) == before
    assert server.asked == []


def test_only_the_sentences_of_online_voices_are_sent(online: Path, server: Google) -> None:
    done, told = _build(online)
    assert _statuses(done) == [Status.MADE, Status.KEPT]
    assert server.texts == SENTENCES
    assert told == [Sending(0, 3, 3), Sending(3, 3, 3)]
    record = last_build.read(Layout(online))
    assert record
    assert record.requests == 3


def test_the_change_of_leave_alone_makes_nothing_again(online: Path) -> None:
    shows.edit(online, "passage.yml", "Bo: {engine: gtts}", "Bo: {voice: en-us}")
    assert _statuses(build(online)) == [Status.KEPT, Status.KEPT]


# ---- keeping -----------------------------------------------------------------------------


def test_what_was_said_once_is_not_sent_again(online: Path, server: Google) -> None:
    build(online)
    made = made_files(online)
    build(online)
    assert server.texts == SENTENCES
    for folder in ("feed", "audio_out"):
        for path in (online / folder).glob("*.*"):
            if path.is_file():
                path.unlink()
    for clip in _clips(online):
        Store(Layout(online).cache).remove(clip)
    build(online)
    assert server.texts == SENTENCES
    assert made_files(online) == made


def _clips(folder: Path) -> list[str]:
    return [segment.recipe.key for segment in plan(folder).segments]


def test_one_sentence_changed_is_one_sentence_sent(online: Path, server: Google) -> None:
    build(online)
    shows.edit(online, "scripts/leaving.md", "Nobody saw us go.", "Somebody saw us go.")
    build(online)
    assert server.texts == [*SENTENCES, "Somebody saw us go."]


def test_workers_find_what_was_kept(
    online: Path, server: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "WORTH_A_PROCESS", 10)
    shows.lengthen(online, scripts=2, sentences=3)
    assert not build(online, workers=2).failed
    assert len(server.texts) == len(set(server.texts)) == 3 + 6


def _process(folder: Path, server: Google, after: str = "") -> subprocess.Popen[str]:
    """Build in another process, where this server is Google too."""
    code = f"""
import sys
from pathlib import Path
from passage import voicing
from passage.voicing.gtts import Gtts
from tests.google import QUICK
from tests.pipeline.building import build
voicing.ENGINES["gtts"] = Gtts({server.address!r}, manners=QUICK)
build(Path({str(folder)!r}))
{after}
"""
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_a_build_that_is_killed_while_it_sends_goes_on_where_it_was(
    online: Path, server: Google
) -> None:
    reached = threading.Event()

    def is_killed(handler: google.Handler) -> None:
        reached.set()
        google.is_silent(handler)

    server.answers = [google.speak, is_killed]
    with _process(online, server) as process:
        assert reached.wait(WAIT_S)
        process.kill()
    assert not build(online).failed
    assert server.texts == [*SENTENCES[:2], *SENTENCES[1:]]


def test_a_build_that_changes_nothing_loads_nothing_that_sends(
    online: Path, server: Google
) -> None:
    build(online)
    told = "print(*({'requests', 'gtts', 'urllib3', 'numpy'} & {*sys.modules}))"
    with _process(online, server, told) as process:
        assert process.communicate(timeout=WAIT_S)[0].strip() == ""
    assert server.texts == SENTENCES


def test_damaged_speech_is_asked_for_again(online: Path, server: Google) -> None:
    build(online)
    store = Store(Layout(online).cache)
    name = speech.key(_bo(SENTENCES[1], plan(online)))
    path = store.folder / name[:2] / name
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    for clip in _clips(online):
        store.remove(clip)
    build(online)
    assert server.texts == [*SENTENCES, SENTENCES[1]]


def _bo(text: str, planned: planning.Plan) -> Utterance:
    return next(
        said
        for segment in planned.segments
        for said in segment.segment.utterances
        if said.shown.strip() == text
    )


def test_cleaning_keeps_what_is_needed_and_drops_the_rest(online: Path, server: Google) -> None:
    build(online)
    _clean(online)
    gone = speech.key(_bo("Nobody saw us go.", plan(online)))
    store = Store(Layout(online).cache)
    assert store.get(gone)
    shows.edit(online, "scripts/leaving.md", "Nobody saw us go.", "Somebody saw us go.")
    _clean(online)
    assert store.get(gone) is None
    build(online)
    assert server.texts == [*SENTENCES, "Somebody saw us go."]


def test_what_is_withdrawn_is_no_longer_kept_nor_sent(online: Path, server: Google) -> None:
    build(online)
    kept = [*speech.keys([segment.segment for segment in plan(online).segments])]
    assert len(kept) == 3
    shows.edit(online, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(online)
    assert not [name for name in kept if Store(Layout(online).cache).get(name)]
    assert server.texts == SENTENCES


# ---- being stopped -----------------------------------------------------------------------


def test_a_build_that_google_stops_goes_on_where_it_stopped(
    online: Path, server: Google, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(online, tmp_path / "undisturbed"))
    before = made_files(online)
    server.answers = [google.speak, google.refuses(403)]
    done, _ = _build(online)
    assert _statuses(done) == [Status.FAILED, Status.KEPT]
    (failure,) = {*_said(done)}
    assert failure.startswith("scripts/leaving.md:12: sentence 2 of Leaving (Nobody saw us go.)")
    assert "Google Translate answered 403 Forbidden; 1 of 3 sentences came and are kept" in failure
    assert made_files(online) == before
    done, told = _build(online)
    assert not done.failed
    assert told[0] == Sending(0, 2, 2)
    assert server.texts == [*SENTENCES[:2], *SENTENCES[1:]]
    build(other)
    assert made_files(other) == made_files(online)


def test_after_a_refusal_nothing_more_is_sent(online: Path, server: Google) -> None:
    shows.lengthen(online, scripts=2, sentences=3)
    server.answers = [google.refuses(403)]
    done, _ = _build(online)
    assert len(server.asked) == 1
    assert len({*_said(done)}) == 1
    assert _statuses(done) == [Status.FAILED, Status.KEPT, Status.FAILED]


def test_a_sentence_that_cannot_be_said_stops_no_other(online: Path, server: Google) -> None:
    shows.lengthen(online, scripts=1, sentences=2)
    server.answers = [google.says(google.envelope(None))]
    done, _ = _build(online)
    assert _statuses(done) == [Status.FAILED, Status.KEPT, Status.MADE]
    assert _said(done)[0].startswith("scripts/leaving.md:12: sentence 1 of Leaving (We left")
    assert len(server.asked) == 5


@pytest.mark.parametrize("budget", [0, 1, 2])
def test_what_exceeds_the_budget_is_not_sent(online: Path, server: Google, budget: int) -> None:
    before = made_files(online)
    done, _ = _build(online, budget)
    assert server.texts == SENTENCES[:budget]
    (failure,) = {*_said(done)}
    left = 3 - budget
    assert f"{left} of 3 sentences take {left} more requests than the budget" in failure
    assert failure.endswith(f"to go on: passage build --budget {left}")
    assert made_files(online) == before
    done, _ = _build(online, left)
    assert not done.failed
    assert server.texts == SENTENCES


def test_a_sentence_is_sent_whole_or_not_at_all(online: Path, server: Google) -> None:
    long = "We walked, " * 20 + "and we walked."
    shows.edit(online, "scripts/leaving.md", "We left on a Monday.", long)
    done, told = _build(online, 2)
    assert told[0].requests > 4
    assert server.asked == []
    assert done.failed


def test_a_full_disk_stops_the_sending(
    online: Path, server: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DeliveryFailed("audio_out", "there is no room")

    monkeypatch.setattr(Store, "put", full)
    with pytest.raises(DeliveryFailed):
        build(online)
    assert len(server.asked) == 1


# ---- one sentence ------------------------------------------------------------------------


def test_no_worker_sends(server: Google, tmp_path: Path) -> None:
    said = utterance("Hello.", voice=Voice("gtts", "en"))
    for store in (None, Store(tmp_path)):
        with pytest.raises(VoicingFailed, match="its speech was not fetched"):
            speech.of(said, store)
    assert server.asked == []


class _Slow:
    """A costly voice of this machine: eSpeak NG, with a count of what it said."""

    def __init__(self) -> None:
        self.said = 0

    def __getattr__(self, name: str) -> object:
        return True if name == "costly" else getattr(voicing.ENGINES["espeak"], name)

    def speak(self, said: Utterance) -> Speech:
        self.said += 1
        return voicing.ENGINES["espeak"].speak(said)


def test_costly_speech_of_this_machine_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = _Slow()
    monkeypatch.setitem(voicing.ENGINES, "slow", slow)
    said = utterance("Hello.", voice=Voice("slow", "en-us"))
    store = Store(tmp_path)
    first = speech.of(said, store)
    assert speech.of(said, store) == first
    assert slow.said == 1
    assert speech.of(said, None) == first
    assert slow.said == 2


def test_speech_is_known_by_what_is_heard_and_not_by_where_it_stands() -> None:
    def sentence(shown: str, spoken: str, **changes: str) -> Utterance:
        phrase = Phrase(shown, spoken, "en", **changes)
        return Utterance((phrase,), "en", Voice("gtts"), shown, Milliseconds(len(shown)), shown)

    same = [speech.key(sentence(shown, "three")) for shown in ("3", "three")]
    assert len({*same}) == 1
    others = [
        sentence("3", "3"),
        sentence("3", "three", voice="ko"),
        sentence("3", "three", phonemes="θ"),
    ]
    assert len({*same, *map(speech.key, others)}) == 4


def test_saying_words_sends_them_and_keeps_nothing(online: Path, server: Google) -> None:
    store = Store(Layout(online).cache)
    before = {*store.entries()}
    told: list[Sending] = []
    for number in (1, 2):
        layout, library = Layout(online), minting.mint(show_folder.read(online))
        said = saying.words(layout, library, "Only for the ear.", "Bo", "", tell=told.append)
        assert said.wav
        assert server.texts == ["Only for the ear."] * number
    assert {name for name, _ in {*store.entries()} - before} <= _makeups(online)
    assert told[0] == Sending(0, 1, 1)


def _makeups(folder: Path) -> set[str]:
    segments = [planned.segment for planned in plan(folder).segments]
    sound = show_folder.read(folder).show.sound
    return {recipes.makeup_key(*recipes.main_voice(each), sound) for each in segments}


def test_saying_a_script_keeps_what_a_build_then_needs_not_send(
    online: Path, server: Google
) -> None:
    saying.script(Layout(online), minting.mint(show_folder.read(online)), "leaving", 2)
    assert server.texts == SENTENCES
    build(online)
    assert server.texts == SENTENCES


def test_saying_what_google_refuses_says_so(online: Path, server: Google) -> None:
    server.answers = [google.refuses(403)]
    library = minting.mint(show_folder.read(online))
    with pytest.raises(ServiceRefused, match="answered 403"):
        saying.script(Layout(online), library, "leaving")


# ---- the command line --------------------------------------------------------------------


Passage = Callable[..., tuple[int, str, str]]


@pytest.fixture
def passage(
    online: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Passage:
    """Type a command in the show's folder."""
    monkeypatch.chdir(online)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["passage", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        said = capsys.readouterr()
        return int(str(done.value.code or 0)), said.out, said.err

    return run


def test_what_is_sent_is_told_before_and_after(passage: Passage, server: Google) -> None:
    status, out, _ = passage("status")
    assert status == 0
    assert "Online: 3 sentences go to Google Translate, in 3 requests." in out
    _, out, _ = passage("status", "--json")
    told = json.loads(out)
    assert (told["sentences_to_send"], told["requests"]) == (3, 3)
    assert server.asked == []
    status, _, err = passage("build", "--jobs", "1")
    assert status == 0
    lines = err.splitlines()
    assert lines[0] == "3 sentences go to Google Translate, in 3 requests"
    assert lines[1] == "3 of 3 sentences came from Google Translate"
    assert "Online" not in passage("status")[1]


def test_a_budget_that_ends_is_status_1(passage: Passage, server: Google) -> None:
    status, _, err = passage("build", "--jobs", "1", "--budget", "2")
    assert status == 1
    assert "--budget 1" in err.splitlines()[-1]
    assert len(server.asked) == 2
    status, _, err = passage("build", "--jobs", "1")
    assert status == 0
    assert err.splitlines()[0] == "1 sentence goes to Google Translate, in 1 request"


def test_a_refusal_is_status_1_and_says_who_said_what(passage: Passage, server: Google) -> None:
    server.answers = [google.refuses(403)]
    status, _, err = passage("build", "--jobs", "1")
    assert status == 1
    assert re.search(r"leaving.md:12: sentence 1 of Leaving \(We left on a Monday.\): Google", err)


@pytest.mark.parametrize("command", ["check", "status", "build"])
def test_without_leave_every_command_refuses(
    passage: Passage, online: Path, server: Google, command: str
) -> None:
    shows.edit(online, "passage.yml", "online: true", "online: false")
    status, _, err = passage(command)
    assert status == 2
    assert "Bo: the engine gtts sends the text to a service on the net" in err
    assert server.asked == []


def test_a_refusal_keeps_what_it_was_on_its_way_to_another_process() -> None:
    refused = ServiceRefused("a", "b", "c")
    assert str(pickle.loads(pickle.dumps(refused))) == str(refused)  # noqa: S301 - our own
