from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import DeliveryFailed, InputProblems
from passage.keeping import files
from passage.pipeline.consent import front_matter
from passage.reading import script, source
from passage.reading.report import Report

CHANGES = {"consent": "withdrawn", "because": 'She said: "no" # twice', "decided": "2026-11-21"}


def _write(folder: Path, text: str | bytes, **changes: str) -> bytes:
    path = folder / "a.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    front_matter.write(folder, {"a.md": changes or CHANGES})
    return path.read_bytes()


SAID = 'because: "She said: \\"no\\" # twice"'

PAIRS = {
    "block": (
        "---\n# why\ntitle: A # b\nconsent: granted  # c\nstage: x\n---\n\nHi.\n",
        (
            "---\n# why\ntitle: A # b\nconsent: withdrawn  # c\n"
            f"{SAID}\ndecided: 2026-11-21\nstage: x\n---\n\nHi.\n"
        ),
    ),
    "lines of another system": (
        (
            "---\r\ntitle: A\r\nbecause: >- # d\r\n  one\r\n\r\n  two\r\n\r\n# e\r\n"
            "consent: 'granted'\r\n---\r\nconsent: granted\r\n"
        ),
        (
            f"---\r\ntitle: A\r\n{SAID} # d\r\ndecided: 2026-11-21\r\n\r\n# e\r\n"
            "consent: withdrawn\r\n---\r\nconsent: granted\r\n"
        ),
    ),
    "braces": (
        "---\n{title: A, consent: granted}\n---\nHi.",
        f'---\n{{title: A, consent: "withdrawn", {SAID}, decided: 2026-11-21}}\n---\nHi.',
    ),
    "no values": (
        "---\ntitle: A\nbecause:\ndecided: 2020-01-01\n---\nHi.",
        f"---\ntitle: A\n{SAID}\ndecided: 2026-11-21\nconsent: withdrawn\n---\nHi.",
    ),
}


@pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS)
def test_only_the_decision_changes(tmp_path: Path, before: str, after: str) -> None:
    assert _write(tmp_path, before).decode() == after


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    after = _write(tmp_path, codecs.BOM_UTF8 + b"---\ntitle: A\n---\nHi.")
    assert after.startswith(codecs.BOM_UTF8 + b"---\ntitle: A\nconsent: withdrawn\n")


def test_what_would_change_another_key_is_refused(tmp_path: Path) -> None:
    text = b"---\ntitle: A\nconsent: &c granted\nrole: *c\n---\nHi.\n"
    with pytest.raises(InputProblems, match="between the two lines ---"):
        _write(tmp_path, text)
    assert (tmp_path / "a.md").read_bytes() == text


def test_all_scripts_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"---\ntitle: A\n---\nHi.\n"
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_bytes(text)
    write, count = files.write, [0]

    def full(path: Path, data: bytes) -> None:
        count[0] += 1
        if count[0] == 2:
            raise DeliveryFailed(str(path), "no room")
        write(path, data)

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(DeliveryFailed):
        front_matter.write(tmp_path, dict.fromkeys(("a.md", "b.md", "c.md"), CHANGES))
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {text}


_words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff"),
    max_size=30,
)
_line = st.one_of(
    st.just(""),
    _words.map(lambda text: f"# {text}"),
    st.sampled_from(
        ["role: a # b", "place: 'c: d'", "source: >\n  e\n  f\n\n  g", "narrator: &n h"]
    ),
    st.sampled_from(["consent: granted", "consent: 'pending' # x", "consent:"]),
    st.sampled_from(
        ["because: |\n  i\n   j\n", "because: k\n  l", 'because: "m\\\n  n" # o', "because: ~"]
    ),
)


def _key(line: str) -> str:
    return "" if line.startswith("#") else line.partition(":")[0]


@settings(deadline=None)
@given(
    st.lists(_line, max_size=8, unique_by=lambda line: _key(line) or object()),
    _words,
    _words.filter(lambda text: text.strip() != ""),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_every_other_byte_stays(  # noqa: PLR0913, PLR0917 - what hypothesis gives
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    body: str,
    because: str,
    ending: str,
    mark: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    text = "\n".join(["---", "title: T", *lines, "---", "Hi.", body, "consent: granted", ""])
    data = (codecs.BOM_UTF8 if mark else b"") + text.replace("\n", ending).encode()
    said = Report("a.md")
    script.read(source.decode(data, said) or "", said)
    if said.problems:
        return
    wanted = {"consent": "withdrawn", "because": because.strip(), "decided": "2026-11-21"}
    try:
        after = _write(tmp_path_factory.mktemp("f"), data, **wanted)
    except InputProblems:
        return
    said = Report("a.md")
    draft = script.read(source.decode(after, said) or "", said)
    assert draft is not None
    assert said.problems == []
    assert draft.values["because"] == because.strip()
    fence = f"{ending}---{ending}".encode()
    assert after.partition(fence)[2] == data.partition(fence)[2]
    kept = [line for line in text.split("\n") if line.startswith(("#", "role", "place", "source"))]
    for line in kept:
        assert line.encode() in after
    assert after.count(b"\r\n") == (
        after.count(b"\n") if ending == "\r\n" else after.count(b"\r\n")
    )
