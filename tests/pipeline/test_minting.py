from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import InputProblems
from passage.pipeline import minting
from passage.reading import folder as show_folder
from tests import shows

GUID = "guid: 00000000-0000-4000-8000-000000000001\n"


def _mint(show: Path) -> tuple[str, ...]:
    library = show_folder.read(show)
    return minting.write(show, library, minting.mint(library))


def test_a_guid_is_written_once_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    show = shows.write(tmp_path)
    shows.edit(show, "episodes/one.yml", GUID, "# a note\n")
    before = (show / "episodes" / "one.yml").read_text("utf-8")
    assert _mint(show) == ("episodes/one.yml",)
    after = (show / "episodes" / "one.yml").read_text("utf-8")
    assert after == f"{before}guid: {show_folder.read(show).manifests[0].guid}\n"
    assert _mint(show) == ()
    assert (show / "episodes" / "one.yml").read_text("utf-8") == after


def test_the_same_folder_gets_the_same_guid_anywhere(tmp_path: Path) -> None:
    minted = []
    for name in ("here", "there"):
        show = shows.write(tmp_path / name)
        shows.edit(show, "episodes/one.yml", GUID, "")
        minted.append(minting.mint(show_folder.read(show)))
    assert minted[0] == minted[1]


def test_a_show_s_guid_is_that_of_the_podcast_namespace(tmp_path: Path) -> None:
    show = shows.write(tmp_path)
    shows.edit(show, "passage.yml", "guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11\n", "")
    text = (show / "passage.yml").read_text("utf-8")
    (show / "passage.yml").write_text(text.rstrip("\n"), "utf-8")
    assert _mint(show) == ("passage.yml",)
    assert (show / "passage.yml").read_text("utf-8").splitlines()[-1] == (
        f"guid: {minting.podcast_guid('https://example.org/roads/feed/feed.xml')}"
    )


def test_the_guid_of_a_podcast_is_the_one_that_others_compute() -> None:
    """The example of the podcast namespace's own page on the tag."""
    known = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert minting.podcast_guid("https://podnews.net/rss/") == known


@pytest.mark.parametrize("empty", ["guid:", "guid: ~", "guid: null", "guid:   # to come"])
def test_an_empty_guid_is_filled(tmp_path: Path, empty: str) -> None:
    show = shows.write(tmp_path)
    shows.edit(show, "episodes/one.yml", GUID, f"{empty}\n")
    _mint(show)
    text = (show / "episodes" / "one.yml").read_text("utf-8")
    assert text.startswith(f"guid: {show_folder.read(show).manifests[0].guid}")
    assert ("# to come" in text) == ("# to come" in empty)


@pytest.mark.parametrize("name", ["...", "quoted key", "indented"])
def test_a_file_that_a_line_would_break_is_left_alone(tmp_path: Path, name: str) -> None:
    show = shows.write(tmp_path)
    path = show / "episodes" / "one.yml"
    text = path.read_text("utf-8").replace(GUID, "")
    broken = {
        "...": f"{text}...\n",
        "quoted key": f'"guid":\n{text}',
        "indented": "".join(f"  {line}\n" for line in text.splitlines()),
    }
    path.write_text(broken[name], "utf-8")
    show_folder.read(show)
    with pytest.raises(InputProblems, match=r"one\.yml: has no guid"):
        _mint(show)
    assert path.read_text("utf-8") == broken[name]


def test_a_file_in_braces_is_told_what_to_write(tmp_path: Path) -> None:
    show = shows.write(tmp_path)
    shows.edit(show, "episodes/one.yml", GUID, "")
    text = (show / "episodes" / "one.yml").read_text("utf-8")
    (show / "episodes" / "one.yml").write_text("# ours\n{" + ",\n".join(text.splitlines()) + "}")
    with pytest.raises(InputProblems, match=r"one\.yml: has no guid\n  write it there: guid"):
        _mint(show)


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    show = shows.write(tmp_path)
    shows.edit(show, "episodes/one.yml", GUID, "")
    path = show / "episodes" / "one.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    _mint(show)
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
