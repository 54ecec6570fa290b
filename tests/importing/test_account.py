from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import account, drafts, fates, page, stories
from passage.importing.account import (
    Account,
    Blank,
    Furniture,
    Metadata,
    Narrated,
    Piece,
    Repeated,
    Sheet,
    Unplaced,
)
from passage.importing.source import Source, from_text

GOLDEN = Path(__file__).parent / "golden"

CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("\n\r\x0b\x0c\x1c\x85\u2028\u2029\ufeff\u200b\xa0\t “”\"'—-#0123/:|"),
)
ANYTHING = st.one_of(
    st.text(CHARACTERS),
    st.lists(
        st.sampled_from(
            [
                "Northland\n",
                "THE OLD BRIDGE\r\n",
                "“We sang.”\r",
                "I sang with my brother.\n",
                "I sang and nobody heard me.\x0c",
                "— Amina, fled Northland in 2008\u2028",
                "Amina, 24, from Northland\n",
                "From: Northland\n",
                "0 / 0\n",
                "donate\n",
                "View this post on X\n",
                "A post shared by Y\n",
                "Related Posts\n",
                "“We sang all the way.” — Amina\n",
                "\n",
                "\r\n",
                " ",
            ]
        ),
        max_size=30,
    ).map("".join),
)


def sheet_of(source: Source) -> Sheet:
    understood = page.of(source)
    told = stories.of(understood)
    settled = fates.of([understood], drafts.of([understood], [told]))
    return account.sheet(source, settled[0])


@settings(deadline=None)
@given(ANYTHING)
def test_the_account_gives_the_source_back_byte_for_byte(text: str) -> None:
    sheet = sheet_of(from_text("page.txt", text))
    assert sheet.text.encode() == text.encode()
    rows = json.loads(account.json_text(sheet))["lines"]
    assert "".join(row["text"] for row in rows).encode() == text.encode()
    assert [row["line"] for row in rows] == list(range(1, len(rows) + 1))


@settings(deadline=None)
@given(ANYTHING)
def test_every_line_has_one_fate(text: str) -> None:
    source = from_text("page.txt", text)
    sheet = sheet_of(source)
    assert sum(Account((sheet,)).sums.values()) == len(source.lines)
    assert all(line.fate != Blank() for line in sheet.lines if any(map(str.isalnum, line.text)))


def test_a_sheet_is_json_with_a_line_for_each_line() -> None:
    source = from_text("page.txt", "One\r\nTwo\n\nThree\nFour\nFive\nSix")
    told = account.sheet(
        source,
        {
            1: [Piece("One", Metadata("one", "title"))],
            2: [Piece("Two", Narrated("one", 1, "(1/2)"))],
            4: [Piece("Four", Furniture("button")), Piece("four", Repeated("one"))],
            5: [Piece("Five", Furniture("button"))],
            6: [Piece("Six", Metadata("", "stages"))],
        },
    )
    assert told.unplaced == (told.lines[6],)
    assert account.json_text(told) == (GOLDEN / "sheet.json").read_text("utf-8")


def test_the_sums_have_every_kind_of_fate() -> None:
    sheet = account.sheet(from_text("page.txt", "One\n\n"), {1: [Piece("One", Unplaced())]})
    assert Account((sheet, sheet)).sums == {
        "narrated": 0,
        "metadata": 0,
        "repeated": 0,
        "furniture": 0,
        "blank": 2,
        "unplaced": 2,
    }


def test_an_empty_account_is_json_too() -> None:
    assert json.loads(account.json_text(Sheet("page.txt", ())))["lines"] == []
