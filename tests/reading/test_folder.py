"""Which files are found, in which order they come out, and what is wrong with them as files."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from passage.errors import InputProblems, PassageError
from passage.reading import folder, report, source
from passage.reading.report import Report
from tests.reading.conftest import ONE, PASSAGE, PROLOGUE, ShowFolder


def links_are_possible(path: Path) -> bool:
    try:
        (path / "link").symlink_to(path / "nothing")
    except OSError:
        return False
    (path / "link").unlink()
    return True


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("outside")
    if not links_are_possible(path):
        pytest.skip("this system lets nobody make symbolic links")
    return path


# ---- finding the show ----


def test_the_show_is_found_from_inside(show: ShowFolder) -> None:
    inside = show.path / "scripts" / "winter"
    inside.mkdir()
    assert folder.find(show.path) == folder.find(inside) == show.path


def test_the_show_is_found_from_the_working_directory(
    show: ShowFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show.path / "scripts")
    assert folder.find(Path()) == show.path


def test_no_show_here_or_above(tmp_path: Path) -> None:
    with pytest.raises(PassageError) as caught:
        folder.find(tmp_path)
    expected = f"{tmp_path}: there is no passage.yml here or above\n  passage init DIR"
    assert str(caught.value) == expected


def test_a_show_under_the_other_ending(tmp_path: Path) -> None:
    (tmp_path / "passage.yaml").write_text(PASSAGE)
    with pytest.raises(PassageError, match=r"mv passage\.yaml passage\.yml"):
        folder.find(tmp_path)


def test_reading_a_folder_that_has_no_show(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match=r"there is no passage\.yml here") as caught:
        folder.read(tmp_path)
    assert not isinstance(caught.value, InputProblems)


# ---- what is found ----


def test_a_show_may_have_no_scripts_and_no_episodes_yet(tmp_path: Path) -> None:
    (tmp_path / "passage.yml").write_text(PASSAGE)
    library = folder.read(tmp_path)
    assert (library.scripts, library.manifests) == ((), ())


def test_other_files_and_hidden_ones_are_left_alone(show: ShowFolder) -> None:
    show.write("scripts/lexicon.txt", "<lexicon/>")
    show.write("scripts/notes.txt", b"\xff")
    show.write("scripts/.draft.md", "nothing yet")
    show.write("scripts/.git/config.md", "nothing yet")
    show.write("episodes/.two.yml", "nothing yet")
    show.write("episodes/one.md", "nothing yet")
    library = show.read()
    assert [script.id for script in library.scripts] == ["prologue"]
    assert [manifest.id for manifest in library.manifests] == ["one"]


def test_every_md_file_is_a_script(show: ShowFolder) -> None:
    show.write("scripts/README.md", "How this folder is kept.\n")
    assert show.problems().startswith("scripts/README.md:1:1: the file does not begin with")


def test_folders_inside_and_both_endings_are_read(show: ShowFolder) -> None:
    show.write("scripts/a/river.md", PROLOGUE)
    show.write("scripts/Snow_2.MD", PROLOGUE)
    show.write("episodes/later/two.yaml", ONE.replace("number: 1", "number: 2"))
    library = show.read()
    assert [script.id for script in library.scripts] == ["Snow_2", "prologue", "river"]
    assert [manifest.path for manifest in library.manifests] == [
        "episodes/one.yml",
        "episodes/later/two.yaml",
    ]


def test_episodes_come_in_order_of_publication(show: ShowFolder) -> None:
    times = {
        "a": (2, "2026-11-01T12:00:00+09:00"),
        "b": (3, "2026-11-01T03:00:00Z"),
        "c": (4, "2026-10-31T22:00:00-04:00"),
        "d": (5, "2025-01-01T00:00:00Z"),
    }
    for name, (number, published) in times.items():
        text = ONE.replace("number: 1", f"number: {number}")
        show.write(f"episodes/{name}.yml", text.replace("2026-11-01T09:00:00+01:00", published))
    assert [manifest.id for manifest in show.read().manifests] == ["d", "c", "a", "b", "one"]


# ---- names ----


def test_a_name_that_is_no_id(show: ShowFolder) -> None:
    show.write("scripts/My first Script.md", PROLOGUE)
    show.write("episodes/zwölf.yml", ONE.replace("number: 1", "number: 12"))
    assert show.problems() == (
        'episodes/zwölf.yml: the file name "zwölf" has more than letters, digits, - and _\n'
        '  rename it to "zw-lf.yml"\n'
        'scripts/My first Script.md: the file name "My first Script" has more than letters, '
        "digits, - and _\n"
        '  rename it to "my-first-script.md"'
    )


def test_a_name_with_what_nobody_can_see(show: ShowFolder) -> None:
    show.write("scripts/a\u200bb.md", PROLOGUE)
    assert show.problems() == (
        r'scripts/a\u200bb.md: the file name "a\u200bb" has more than letters, digits, - and _'
        '\n  rename it to "a-b.md"'
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb\x1b", r"a\nb\x1b"), ("\udcff", r"\udcff"), ("\u202e", r"\u202e"), ("언니 é", "언니 é")],
)
def test_a_terminal_can_show_every_name(name: str, shown: str) -> None:
    assert report.printable(name) == shown


def test_the_same_id_twice(show: ShowFolder) -> None:
    show.write("scripts/winter/Prologue.md", PROLOGUE)
    show.write("episodes/one.yaml", ONE.replace("number: 1", "number: 2"))
    assert show.problems() == (
        'episodes/one.yml: the name "one" is taken by episodes/one.yaml\n'
        "  rename one: capitals, endings and folders do not tell names apart\n"
        'scripts/winter/Prologue.md: the name "Prologue" is taken by scripts/prologue.md\n'
        "  rename one: capitals, endings and folders do not tell names apart"
    )


def test_the_same_number_or_guid_twice(show: ShowFolder) -> None:
    guid = "guid: 0b7f4c3e-7b0e-4b3a-9d6f-2b6a4d9f0c11\n"
    show.write("episodes/one.yml", guid + ONE)
    show.write("episodes/two.yml", guid.upper().replace("GUID", "guid") + ONE)
    show.write("episodes/three.yml", ONE.replace("number: 1", "number: 3"))
    assert show.problems() == (
        "episodes/two.yml:1:7: the guid 0b7f4c3e-7b0e-4b3a-9d6f-2b6a4d9f0c11 is taken by "
        "episodes/one.yml:1:7\n"
        "  take the line away from the newer episode, and Passage mints another guid\n"
        "episodes/two.yml:2:9: the number 1 is taken by episodes/one.yml:2:9\n"
        "  give one of the two another number"
    )


# ---- links ----


def test_links_that_lead_out_of_the_folder_are_not_followed(
    show: ShowFolder, outside: Path
) -> None:
    (outside / "secret.md").write_text(PROLOGUE)
    (outside / "secret.png").write_bytes(b"")
    (show.path / "scripts" / "secret.md").symlink_to(outside / "secret.md")
    (show.path / "scripts" / "winter").symlink_to(outside)
    (show.path / "cover.png").symlink_to(outside / "secret.png")
    show.change("passage.yml", "author: ", "artwork: cover.png\nauthor: ")
    show.change("episodes/one.yml", "- prologue", "- secret")
    out = "this is a link out of the show's folder\n  put a copy in the place of the link"
    assert show.problems() == (
        f'passage.yml:5:10: "cover.png": {out}\nscripts/secret.md: {out}\nscripts/winter: {out}'
    )


def test_a_passage_yml_outside_of_the_folder(show: ShowFolder, outside: Path) -> None:
    (show.path / "passage.yml").rename(outside / "passage.yml")
    (show.path / "passage.yml").symlink_to(outside / "passage.yml")
    assert show.problems().startswith("passage.yml: this is a link out of the show's folder")


def test_a_folder_of_scripts_outside_of_the_folder(show: ShowFolder, outside: Path) -> None:
    (show.path / "scripts").rename(outside / "scripts")
    (show.path / "scripts").symlink_to(outside / "scripts")
    assert "scripts: this is a link out of the show's folder" in show.problems()


@pytest.mark.usefixtures("outside")
def test_links_inside_the_folder(show: ShowFolder) -> None:
    scripts = show.path / "scripts"
    show.write("shared.md", PROLOGUE)
    (scripts / "shared.md").symlink_to(show.path / "shared.md")
    assert [script.id for script in show.read().scripts] == ["prologue", "shared"]
    (scripts / "again").symlink_to(scripts)
    (scripts / "nowhere.md").symlink_to("nothing.md")
    (scripts / "round.md").symlink_to("round.md")
    (scripts / "nowhere.txt").symlink_to("nothing.txt")
    copy = "\n  put a copy in the place of the link"
    assert show.problems() == (
        f"scripts/again: this is a link to a folder{copy}\n"
        f"scripts/nowhere.md: this is a link that leads nowhere{copy}\n"
        f"scripts/round.md: this is a link that leads nowhere{copy}"
    )


# ---- bytes ----


def test_a_byte_order_mark_and_any_line_ending(show: ShowFolder) -> None:
    expected = show.read()
    for name, text in {
        "passage.yml": PASSAGE,
        "scripts/prologue.md": PROLOGUE,
        "episodes/one.yml": ONE,
    }.items():
        show.write(name, codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode())
    assert show.read() == expected
    show.write("scripts/prologue.md", PROLOGUE.replace("\n", "\r"))
    assert show.read() == expected


def test_places_count_lines_as_an_editor_does(show: ShowFolder) -> None:
    text = ONE.replace("- prologue", "- epilogue").replace("\n", "\r\n")
    show.write("episodes/one.yml", codecs.BOM_UTF8 + text.encode())
    assert show.problems().startswith('episodes/one.yml:6:5: there is no script "epilogue"')


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bytes_that_are_not_utf_8(show: ShowFolder, line_end: str) -> None:
    text = PROLOGUE.replace("the words", "naïve — words").replace("\n", line_end)
    show.write("scripts/prologue.md", codecs.BOM_UTF8 + text.encode().replace(b" words", b"\xe9"))
    assert show.problems() == (
        "scripts/prologue.md:7:18: the byte E9 here is not UTF-8\n"
        "  save the file again, with the encoding UTF-8"
    )


def test_a_file_of_another_kind_is_not_told_character_by_character(show: ShowFolder) -> None:
    show.write("scripts/prologue.md", PROLOGUE.encode("utf-16-le"))
    problems = show.problems().splitlines()
    assert len([line for line in problems if "U+0000" in line]) == 20
    assert any(f"{len(PROLOGUE) - 20} more characters from here on" in line for line in problems)


def test_line_separators_of_word_processors_are_spaces(show: ShowFolder) -> None:
    show.change("scripts/prologue.md", "title: Prologue", "title: Before\u2028the: beginning")
    show.change("scripts/prologue.md", "of the host", "of\u2029the host")
    assert "scripts/prologue.md:2:" in show.problems()
    show.change("scripts/prologue.md", "the: beginning", "the beginning")
    (script,) = show.read().scripts
    assert (script.title, script.text) == (
        "Before the beginning",
        "These are the words of the host.",
    )


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    said = Report("scripts/gone.md")
    assert source.read(tmp_path / "gone.md", said) is None
    (problem,) = said.problems
    assert str(problem).startswith("scripts/gone.md: this file cannot be read: ")


def test_a_present_folder_that_somebody_deleted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(PassageError, match="the present folder is no longer there"):
        folder.find(Path())
