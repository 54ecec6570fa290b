"""What is one document, what is its heading, and that nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import EpisodeKind, Manifest, Script
from passage.publishing.book import contents, order, parts
from passage.publishing.book.parts import Part
from tests import shows
from tests.publishing.book import samples


def of(*scripts: Script) -> list[Part]:
    library = samples.with_scripts(*scripts)
    return list(parts.parts(library.show, samples.told(library, library.manifests[0])))


def heading(part: Part) -> str:
    return " ".join(line.text for line in part.heading)


def test_a_heading_is_what_the_host_says_to_introduce_it() -> None:
    found = of(samples.LEAVING, samples.REPORT, samples.WALKING)
    assert [(part.path, heading(part)) for part in found] == [
        ("one/opening", "Episode 1: Part One."),
        ("one/stage-home", "Home."),
        ("one/told-leaving", "Lower Town. Bo, left in 1999."),
        ("one/told-report", "A report: Title of report. Lower Town."),
        ("one/stage-road", "The Road."),
        ("one/told-walking", "Bo, left in 1999."),
        ("one/closing", ""),
    ]
    assert [part.title.text for part in found][:3] == ["Part One", "Home", "Title of leaving"]


def test_what_the_host_tells_has_no_heading_and_is_called_as_it_begins() -> None:
    told = of(samples.PROLOGUE)[1]
    assert told.heading == ()
    assert [line.text for line in told.names] == ["This is about a road."]


def test_a_title_of_several_sentences_is_a_heading_of_several() -> None:
    library = samples.with_scripts(samples.LEAVING)
    manifest = replace(library.manifests[0], title="Wait! Who goes there? Nobody")
    [opening, *_] = parts.parts(library.show, samples.told(library, manifest))
    assert heading(opening) == "Episode 1: Wait! Who goes there? Nobody."
    assert [line.text for line in opening.before[0].lines] == ["This is Invented Roads."]


def test_what_nobody_names_is_named_by_all_that_is_said() -> None:
    library = samples.with_scripts(samples.LEAVING)
    told = samples.told(library, library.manifests[0])
    renamed = replace(told.episode.manifest, title="Quite another")
    told = replace(told, episode=replace(told.episode, manifest=renamed))
    opening = next(parts.parts(library.show, told))
    assert heading(opening).startswith("This is Invented Roads.")
    assert opening.before == opening.after == ()


def test_a_trailer_has_no_number() -> None:
    library = samples.with_scripts(samples.LEAVING)
    manifest = replace(library.manifests[0], kind=EpisodeKind.TRAILER)
    opening = next(parts.parts(library.show, samples.told(library, manifest)))
    assert heading(opening) == "Part One."


def test_a_script_that_is_heard_twice_is_two_documents() -> None:
    library = samples.with_scripts(samples.LEAVING)
    manifest = replace(library.manifests[0], scripts=("leaving", "leaving"))
    found = [part.path for part in parts.parts(library.show, samples.told(library, manifest))]
    assert "one/told-leaving" in found
    assert "one/told-leaving-2" in found


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [samples.LEAVING, samples.QUOTED, samples.WALKING, samples.REPORT, samples.PROLOGUE]
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda script: script.id,
    )
)
def test_every_sentence_is_there_once_in_order_and_clips_leave_nothing_out(
    scripts: list[Script],
) -> None:
    library = samples.with_scripts(*scripts)
    told = samples.told(library, library.manifests[0])
    found = list(parts.parts(library.show, told))
    lines = [line for part in found for line in part.lines]
    assert [line.text for line in lines] == [" ".join(cue.shown.split()) for cue in told.cues]
    again = [line for part in found for each in part.paragraphs for line in each.lines]
    assert again == lines
    assert lines[0].start == 0
    assert lines[-1].end == told.episode.duration
    assert all(before.end == line.start for before, line in pairwise(lines))
    assert all(line.start <= line.cue.start < line.cue.end <= line.end for line in lines)


def test_the_order_is_that_of_the_journey() -> None:
    def made(name: str, number: int, season: str) -> Manifest:
        return replace(shows.manifest(name, number), season=season)

    manifests = [
        made("afterword", 9, ""),
        made("late-home", 8, "home"),
        made("road", 2, "road"),
        made("elsewhere", 3, "elsewhere"),
        made("home", 4, "home"),
        made("prologue", 1, ""),
    ]
    found = [each.id for each in order.ordered(shows.SHOW, manifests)]
    assert found == ["prologue", "home", "late-home", "road", "elsewhere", "afterword"]
    alone = [made("b", 2, ""), made("a", 1, "")]
    assert [each.id for each in order.ordered(shows.SHOW, alone)] == ["a", "b"]


def test_a_stage_that_no_host_announces_is_no_line_of_the_contents() -> None:
    script = replace(samples.LEAVING, stage="elsewhere")
    library = samples.with_scripts(script)
    manifest = replace(library.manifests[0], season="elsewhere")
    told = samples.told(library, manifest)
    outlines = [contents.outline(part) for part in parts.parts(library.show, told)]
    [entry] = contents.entries(library.show, [(manifest, outlines)])
    assert entry.path == "one/opening"
    assert [child.path for child in entry.children] == ["one/told-leaving"]


def test_another_stage_in_an_episode_is_a_line_below_it() -> None:
    library = samples.with_scripts(samples.LEAVING, samples.WALKING)
    told = samples.told(library, library.manifests[0])
    outlines = [contents.outline(part) for part in parts.parts(library.show, told)]
    [stage] = contents.entries(library.show, [(library.manifests[0], outlines)])
    assert (stage.title.text, stage.path) == ("Home", "")
    [episode] = stage.children
    assert [child.path for child in episode.children] == [
        "one/told-leaving",
        "one/stage-road",
        "one/told-walking",
    ]
    assert [entry.number for entry in contents.walk([stage])] == [1, 2, 3, 5, 6]
