from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import EpisodeSound, Milliseconds, Sound
from passage.publishing import report_page, words
from passage.publishing.report import EpisodeReport, LastBuild, Remade, Report, misses
from tests.publishing import samples, texts

GOLDEN = Path(__file__).parent / "golden" / "report.html"

SOUND = EpisodeSound(
    loudness=-16.1,
    loudness_range=4.2,
    true_peak=-1.4,
    segments=(-16.0, -15.6, -16.4),
    curve=(-16.0, -15.2, -40.0, -17.5),
    stretch=Milliseconds(900_000),
)

REPORT = Report(
    title=samples.SHOW.title,
    language="en",
    wanted=Sound(),
    episodes=(EpisodeReport(samples.COAST, SOUND), EpisodeReport(samples.HILLS, None)),
    build=LastBuild(
        rendered=2,
        reused=3,
        failed=1,
        requests=0,
        remade=(Remade("coast-1", "Salt", ("text", "voice")), Remade("hills-1", "Up", ("new",))),
    ),
    cache_entries=5,
    cache_size=1_234_567,
)


def _titled(title: str) -> Report:
    """A report in which every text that people write is `title`."""
    chapters = tuple(replace(chapter, title=title) for chapter in samples.COAST.chapters)
    manifest = replace(samples.COAST.manifest, title=title)
    episode = replace(samples.COAST, manifest=manifest, chapters=chapters)
    loud = replace(SOUND, loudness=-3.0)
    build = LastBuild(1, 0, 0, 0, (Remade("one", title, ("text",)),))
    return replace(REPORT, title=title, episodes=(EpisodeReport(episode, loud),), build=build)


def _tree(page: str) -> ET.Element:
    """The page read as XML, which it is as well: nothing in it is left open."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page


def _shape(page: str) -> list[tuple[str, list[str]]]:
    return [(re.sub(r"{.*}", "", each.tag), sorted(each.attrib)) for each in _tree(page).iter()]


def _local(tree: ET.Element, *names: str) -> list[ET.Element]:
    return [each for each in tree.iter() if re.sub(r"{.*}", "", each.tag) in names]


# ---- the page ----------------------------------------------------------------------------


def test_the_page_is_the_golden_one() -> None:
    assert report_page.page(REPORT) == GOLDEN.read_text("utf-8")


@settings(deadline=None)
@given(texts.writable)
def test_whatever_a_title_says_it_is_text_and_no_markup(title: str) -> None:
    page = report_page.page(_titled(title))
    assert _shape(page) == _shape(report_page.page(_titled("Plain")))
    # XML 1.0, 2.11: every end of a line is read as a line feed.
    shown = title.replace("\r\n", "\n").replace("\r", "\n")
    assert _local(_tree(page), "h1")[0].text == f"Report: {shown}"
    assert f"Segments on a time line: {shown}" in [t.text for t in _local(_tree(page), "title")]
    assert f"1. {shown}" in [cell.text for cell in _local(_tree(page), "th")]


@settings(deadline=None)
@given(texts.unwritable)
def test_what_cannot_be_written_is_shown_as_missing(character: str) -> None:
    page = report_page.page(_titled(f"a{character}b"))
    assert page.encode("utf-8")
    assert _local(_tree(page), "h1")[0].text == "Report: a\ufffdb"


def test_the_headings_are_one_for_the_page_and_one_for_each_episode() -> None:
    tree = _tree(report_page.page(REPORT))
    assert len(_local(tree, "h1")) == 1
    assert ["".join(each.itertext()) for each in _local(tree, "h2")] == [
        "The last build",
        "Salt & <wind>",
        "언덕 위에서 🏔",
    ]
    assert tree.get("lang") == "en"


def test_every_plot_is_named_described_and_followed_by_its_table() -> None:
    tree = _tree(report_page.page(REPORT))
    found = _local(tree, "svg", "table")
    names = {each.get("id"): each.text for each in _local(tree, "title", "desc")}
    plots = [n for n, each in enumerate(found) if each.tag.endswith("svg")]
    assert len(plots) == 2
    for number in plots:
        assert found[number].get("role") == "img"
        assert names[found[number].get("aria-labelledby")]
        assert names[found[number].get("aria-describedby")]
        assert found[number + 1].tag == "table"
    for table in _local(tree, "table"):
        assert table[0].tag == "caption"
        assert {cell.get("scope") for cell in table.iter("th")} == {"row", "col"}


def test_every_point_of_a_plot_is_in_its_table() -> None:
    rows = [
        [cell.text for cell in row]
        for table in _local(_tree(report_page.page(REPORT)), "table")
        for row in table.iter("tr")
        if (table[0].text or "").startswith("Loudness over time")
    ]
    assert rows[1:] == [
        ["0 s", "-16.0 LUFS"],
        ["15 min", "-15.2 LUFS"],
        ["30 min", "-40.0 LUFS"],
        ["45 min", "-17.5 LUFS"],
    ]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = report_page.page(REPORT)
    assert not _local(_tree(page), "script", "link", "img", "iframe", "a")
    assert "url(" not in page
    assert "@import" not in page


def test_an_empty_report_is_a_page_too() -> None:
    page = report_page.page(replace(REPORT, episodes=(), build=None))
    assert "<p>No episode is published yet.</p>" in page
    assert "<p>No build is on record.</p>" in page


def test_an_episode_too_short_for_a_curve_has_no_empty_plot() -> None:
    short = EpisodeReport(samples.COAST, replace(SOUND, curve=()))
    tree = _tree(report_page.page(replace(REPORT, episodes=(short,))))
    assert len(_local(tree, "svg")) == 1


# ---- the norm ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"loudness": -15.5}, []),
        ({"loudness": -16.5}, []),
        ({"loudness": -15.4}, ["0.6 LU louder than -16 LUFS; 0.5 LU may be."]),
        ({"loudness": -16.6}, ["0.6 LU quieter than -16 LUFS; 0.5 LU may be."]),
        ({"true_peak": -1.0}, []),
        ({"true_peak": -0.9}, ["its true peak is -0.9 dBTP; -1 dBTP may be."]),
        ({"segments": (-16.0, -15.0, -16.5)}, []),
        ({"segments": (-16.0, -15.0, -16.6)}, ["its segments differ by 1.6 LU; 1.5 LU may be."]),
    ],
)
def test_what_misses_the_norm_is_told(changes: dict[str, object], told: list[str]) -> None:
    sound = replace(SOUND, **changes)  # type: ignore[arg-type]
    assert list(misses(EpisodeReport(samples.COAST, sound), Sound())) == told


def test_the_norm_is_the_show_s_own() -> None:
    report = EpisodeReport(samples.COAST, SOUND)
    assert list(misses(report, Sound(loudness=-19.0, true_peak=-2.0))) == [
        "2.9 LU louder than -19 LUFS; 0.5 LU may be.",
        "its true peak is -1.4 dBTP; -2 dBTP may be.",
    ]


def test_an_episode_that_cannot_be_heard_is_told_first_of_all() -> None:
    assert REPORT.misses == (
        "언덕 위에서 🏔: its audio is missing or damaged; the next build makes it again.",
    )


def test_the_loudest_and_the_quietest_segment_are_named() -> None:
    report = EpisodeReport(samples.COAST, SOUND)
    assert report.loudest == (samples.COAST.chapters[1], -15.6)
    assert report.quietest == (samples.COAST.chapters[2], -16.4)
    unheard = EpisodeReport(samples.COAST, None)
    assert (unheard.loudest, unheard.quietest) == (None, None)


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_a_duration_in_words_is_right_to_the_second(length: int) -> None:
    units = {"h": 3600, "min": 60, "s": 1}
    parts = re.findall(r"(\d+) (h|min|s)", words.duration(Milliseconds(length)))
    assert abs(sum(int(n) * units[unit] for n, unit in parts) - length / 1000) <= 0.5
