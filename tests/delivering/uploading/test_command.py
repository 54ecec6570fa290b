"""The command ``passage publish``, as a producer types it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from passage.keeping import sums
from tests import shows
from tests.delivering.serving.running import WAIT_S
from tests.delivering.uploading import parcels
from tests.pipeline.building import build

Publish = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shows.write(tmp_path_factory.mktemp("published"))
    build(folder)
    return folder


@pytest.fixture
def show(_built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_built, tmp_path / "show"))


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "there"


def publish(
    show: Path, *arguments: str | Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Type it, as somebody who is not root."""
    return subprocess.run(
        _as_anyone(sys.executable, "-m", "passage", "publish", *map(str, arguments)),
        cwd=show,
        check=False,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        preexec_fn=before,
    )


def _as_anyone(*command: str) -> list[str]:
    """A command without root's right to write where nobody may."""
    if os.geteuid():
        return list(command)
    return ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override", *command]


def test_the_first_publication_and_the_next(show: Path, there: Path) -> None:
    said = publish(show, there)
    assert said.returncode == 0, said.stderr
    lines = said.stdout.splitlines()
    assert lines[:2] == ["new: The Second Part", "new: The First Part"]
    arrived = parcels.files(there)
    count = len(arrived) - 1
    assert lines[2].startswith(f"{count} of {count} files were sent: ")
    steps = said.stderr.splitlines()
    assert steps[-1] == f"step {count} of {count}, 100 %: feed/feed.xml"
    assert len(steps) == 10
    assert (there / "feed" / "feed.xml").read_bytes() == (show / "feed" / "feed.xml").read_bytes()
    assert not [path for path in arrived if ".cache" in path or "names.json" in path]
    said = publish(show, there)
    assert said.stdout == "Nothing to do: the target has everything as it is.\n"
    assert parcels.files(there) == arrived


def test_a_dry_run_says_what_subscribers_will_notice_and_does_nothing(
    show: Path, there: Path
) -> None:
    publish(show, there)
    before = parcels.files(there)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    shows.edit(show, "scripts/walking.md", "consent: granted", "consent: withdrawn")
    text = shows.FILES["episodes/two.yml"].replace("0002", "0003").replace("er: 2", "er: 3")
    text = text.replace("[walking]", "[leaving]").replace("The Second", "The Third")
    (show / "episodes" / "three.yml").write_text(text)
    build(show)
    said = publish(show, there, "--dry-run")
    assert said.returncode == 0
    assert said.stdout.splitlines()[:3] == [
        "new: The Third Part",
        "changed, with other audio: The First Part",
        "gone: The Second Part",
    ]
    assert "files would be sent, 1 former name renewed, " in said.stdout
    assert said.stdout.endswith("Nothing was sent.\n")
    assert said.stderr == ""
    assert parcels.files(there) == before
    told = json.loads(publish(show, there, "--dry-run", "--json").stdout)
    assert [change["news"] for change in told["changes"]] == ["new", "other audio", "gone"]
    assert told["sent"][-1] == "feed/feed.xml"
    done = json.loads(publish(show, there, "--json").stdout)
    assert {**done, "keeps_versions": None} == {**told, "keeps_versions": None}
    assert not [path for path in parcels.files(there) if "two" in path]


def test_a_dry_run_makes_no_folder(show: Path, there: Path) -> None:
    assert publish(show, there, "--dry-run").returncode == 0
    assert not there.exists()


def test_other_words_about_an_episode_are_told(show: Path, there: Path) -> None:
    publish(show, there)
    shows.edit(show, "episodes/one.yml", "What happened.", "What happened, in short.")
    build(show)
    # The summary stands in the audio's tag as well.
    assert publish(show, there).stdout.startswith("changed, with other audio: The First Part\n")
    shows.edit(show, "passage.yml", "language: en", "language: en\nexplicit: true")
    build(show)
    assert publish(show, there).stdout.startswith("changed, with other details: ")


def test_a_build_comes_first(show: Path, there: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    said = publish(show, there)
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1] == "  passage build, listen, then publish"
    assert not there.exists()
    assert publish(show, there, "--as-built").returncode == 0


def test_a_secret_in_the_target_is_not_repeated(show: Path) -> None:
    said = publish(show, "sftp://me:hush-hush@host/path", "--json")
    assert said.returncode == 2
    assert "hush-hush" not in said.stdout + said.stderr
    assert "PASSAGE_SFTP_PASSWORD" in said.stderr


def test_a_folder_that_may_not_be_written_is_told(show: Path, there: Path) -> None:
    publish(show, there)
    before = parcels.files(there)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    build(show)
    folders = [there, *(path for path in there.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        said = publish(show, there)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert said.returncode == 1
    assert "Permission denied; 0 of " in said.stderr
    assert "see to it that you may write there" in said.stderr
    assert "the feed there is whole, and as it was" in said.stderr
    assert parcels.files(there) == before
    assert publish(show, there).returncode == 0


def test_a_full_disk_is_told_and_the_next_run_goes_on(show: Path, there: Path) -> None:
    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    said = publish(show, there, before=small)
    assert said.returncode == 1
    assert "File too large; 0 of " in said.stderr
    assert "steps were done; there is no feed there yet" in said.stderr
    assert not (there / "feed").exists()
    assert [path for path in parcels.files(there) if not path.startswith(".passage")] == []
    assert publish(show, there).returncode == 0


def test_programs_are_told_what_went_wrong(show: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = publish(show, tmp_path / "file" / "there", "--json")
    assert said.returncode == 1
    assert "Not a directory" in json.loads(said.stdout)["error"]


def test_help_fits_a_narrow_terminal(show: Path) -> None:
    said = publish(show, "--help")
    assert max(map(len, said.stdout.splitlines())) < 80


def _age(show: Path) -> Path:
    """Let the account of the files be older than they are, as it is after two seconds."""
    kept = show / "audio_out" / ".cache" / "sums.json"
    os.utime(kept, (time.time() + 60,) * 2)
    return kept


def test_a_disk_that_lost_a_bit_is_told_before_anything_of_the_file_is_sent(
    show: Path, there: Path
) -> None:
    """Times and size stand: only what is sent is read, and compared with what it was."""
    assert publish(show, there).returncode == 0
    kept = _age(show)
    audio = min((show / "audio_out").glob("*.mp3"))
    told = json.loads(kept.read_bytes())
    told[sums.key(audio, show)][1] = "0" * 32
    kept.write_text(json.dumps(told), "utf-8")
    _age(show)
    done = publish(show, there.with_name("elsewhere"))
    assert done.returncode == 1
    assert f"audio_out/{audio.name}" in done.stderr
    assert "the disk may be failing" in done.stderr
    assert "passage build" in done.stderr
    assert not (there.with_name("elsewhere") / "audio_out" / audio.name).exists()


def test_what_is_kept_of_files_does_not_hide_a_change(show: Path, there: Path) -> None:
    assert publish(show, there).returncode == 0
    _age(show)
    page = show / "feed" / "index.html"
    old = page.stat()
    changed = page.read_bytes().replace(b"<main", b"<MAIN")
    page.write_bytes(changed)
    os.utime(page, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert publish(show, there).returncode == 0
    assert (there / "feed" / "index.html").read_bytes() == changed


def test_what_lies_in_the_way_is_told_with_what_to_do(show: Path, there: Path) -> None:
    (there / "feed" / "feed.xml").mkdir(parents=True)
    done = publish(show, there)
    assert done.returncode == 1
    assert "a folder lies there in its place" in done.stderr
    assert "take away what lies there in its place" in done.stderr
    assert list((there / "feed" / "feed.xml").iterdir()) == []


def test_a_pipe_is_not_waited_for(show: Path, there: Path) -> None:
    (there / "feed").mkdir(parents=True)
    os.mkfifo(there / "feed" / "feed.xml")
    assert publish(show, there).returncode == 0
    assert (there / "feed" / "feed.xml").is_file()
