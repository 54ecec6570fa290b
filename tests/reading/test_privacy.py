from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from passage.errors import InputProblems
from passage.model import Consent, Lexeme, Library, Paragraph, Run, Script, Voice
from passage.reading import dates, protecting
from passage.reading import folder as show_folder
from passage.reading.privacy import Privacy
from tests import shows

REAL = {
    "Il-Lyong Pak": "Min-Su Kang",
    "Il-Lyong": "Min-Su",
    "박일룡": "강민수",
    "일룡": "민수",
    "박": "강",
    "Ida": "Eva",
    "فاطمة": "ليلى",
    "حمد": "زيد",
    "שולמית": "דינה",
    "राम": "श्याम",
    "இலா": "மீனா",
    "かな": "ゆい",
}
PRIVACY = Privacy(shown=REAL, lines=dict.fromkeys(REAL, 1), file="../names.yml")


def _said(library: Library) -> list[str]:
    """Everything that is shown or spoken of a library."""
    show = library.show
    texts = [show.title, show.description, show.help_text, show.author, show.cast.host_name]
    texts += [name for name, _ in show.cast.narrators]
    texts += [text for stage in show.stages for text in (stage.name, stage.introduction)]
    for manifest in library.manifests:
        texts += [manifest.title, manifest.summary, manifest.display]
    for script in library.scripts:
        texts += [script.title, script.narrator, script.narrator_role, script.place, script.source]
        texts += [*script.content_notes, script.because]
        for paragraph in script.body:
            texts += [paragraph.text, paragraph.speaker]
            texts.append("".join(run.said or run.text for run in paragraph.runs))
    texts += [text for lexeme in library.lexicon for text in (*lexeme.graphemes, lexeme.alias)]
    return texts


def _protected(*texts: str, **changes: object) -> Script:
    library = shows.library(shows.script("a", *texts, **changes))
    return protecting.protect(library, PRIVACY).library.scripts[0]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Il-Lyong left.", "Min-Su left."),
        ("Il Lyong’s coat, ILLYONG's hat", "Min-Su’s coat, MIN-SU's hat"),
        ("illyong, il\u00adlyong and Il\u2011Lyong", "Min-Su, Min-Su and Min-Su"),
        ("Il-Lyong\nPak came.", "Min-Su Kang came."),
        ("two Il-Lyongs", "two Min-Sus"),
        ("일룡이는 왔다", "민수이는 왔다"),
        ("박일룡은 말했다", "강민수는 말했다"),
        ("일룡을 보았다", "민수를 보았다"),
        ("Ida and an idea, and I da", "Eva and an idea, and I da"),
        ("&#73;da, I&#x64;a, I&shy;da and I&amp;da", "Eva, Eva, Eva and I&amp;da"),
        ("Il&#45;Lyong and Il&nbsp;Lyong", "Min-Su and Min-Su"),
        ("I%64a, AT&T; and &unknown;", "Eva, AT&T; and &unknown;"),
        ("Lyong alone is somebody else", "Lyong alone is somebody else"),
        ("فاطِمة وفـاطـمـة وَلِفاطمة", "ليلى وليلى وَلِليلى"),
        ("مُحَمَّد وحمد", "مُحَمَّد وحمد"),
        ("ושולמית לשולמית", "ודינה לדינה"),
        ("रमेश रोम से राम के", "रमेश रोम से श्याम के"),
        ("இலை இலா", "இலை மீனா"),
        ("がな かな", "がな ゆい"),
        (
            "https://example.org/Il%2DLyong?n=%49da&k=%EC%9D%BC%EB%A3%A1",
            "https://example.org/Min-Su?n=Eva&k=민수",
        ),
        ("https://e.org/0ida1234", "https://e.org/0Eva1234"),
        ("박 갔다. 박은 박물관에 있고 박수를 쳤다", "강 갔다. 강은 박물관에 있고 박수를 쳤다"),
        ("100%Ida and 5%EB", "100%Eva and 5%EB"),
    ],
)
def test_names_are_replaced_however_they_are_written(written: str, shown: str) -> None:
    assert _protected(written).body[0].text == shown


def test_runs_keep_their_borders_and_languages() -> None:
    runs = (Run("Then "), Run("Il", "ko"), Run("-Lyong", "en"), Run(" left", said="left it"))
    script = replace(shows.script("a", "x"), body=(Paragraph(runs, "Il Lyong", quoted=True),))
    body = protecting.protect(shows.library(script), PRIVACY).library.scripts[0].body[0]
    assert body.runs == (Run("Then "), Run("Min-Su", "ko"), Run(" left", said="left it"))
    assert body.speaker == "Min-Su"


def test_how_a_real_name_sounds_is_forgotten() -> None:
    runs = (Run("Il-Lyong", said="eel ee yong"), Run(" and "), Run("he", said="Il Lyong"))
    script = replace(shows.script("a", "x"), body=(Paragraph(runs),))
    lexicon = (
        Lexeme(("Il-Lyong",), "en", phonemes="iljoŋ"),
        Lexeme(("Musan", "Ida"), "en", alias="Moo san"),
    )
    library = replace(shows.library(script), lexicon=lexicon)
    made = protecting.protect(library, PRIVACY).library
    assert made.scripts[0].body[0].runs == (Run("Min-Su"), Run(" and "), Run("he", said="Min-Su"))
    assert made.lexicon == (Lexeme(("Musan",), "en", alias="Moo san"),)


def test_a_name_that_only_several_spoken_forms_make_is_not_said() -> None:
    runs = (Run("He", said="Il"), Run(" "), Run("came", said="Lyong"))
    script = replace(shows.script("a", "x"), body=(Paragraph(runs),))
    made = protecting.protect(shows.library(script), PRIVACY).library.scripts[0]
    assert made.body[0].runs == (Run("He"), Run(" "), Run("came"))


def test_the_cast_knows_the_shown_name() -> None:
    show = replace(shows.SHOW, cast=replace(shows.SHOW.cast, narrators=(("il lyong", Voice()),)))
    library = replace(shows.library(shows.script("a", "x", narrator="Il-Lyong")), show=show)
    made = protecting.protect(library, PRIVACY).library
    assert made.show.cast.narrators == (("Min-Su", Voice()),)
    assert made.scripts[0].narrator == "Min-Su"
    assert made.show.protects_names


def test_it_is_noted_where_a_name_is_told_as_another() -> None:
    body = tuple(Paragraph((Run(text),), line=line) for line, text in enumerate(_TOLD, 10))
    script = replace(shows.script("a", "x", narrator="Il Lyong"), body=body)
    notes = protecting.protect(shows.library(script), PRIVACY).notes
    assert [str(note) for note in notes] == [
        'scripts/a.md: a protected name is told as "Min-Su", in lines 10, 12',
        'scripts/a.md: a protected name is told as "Eva", in line 12',
    ]
    assert not any(PRIVACY.names.find(str(note)) for note in notes)


_TOLD = ("Il-Lyong left, and il lyong came back.", "Nobody.", "ILLYONG and Ida.")

_separator = st.sampled_from(
    [
        "",
        " ",
        "-",
        "\u2011",
        "_",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\n",
        " - ",
        "%2D",
        "&shy;",
        "&#45;",
    ]
)
_CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title, str.swapcase]
_case = st.sampled_from(_CASES)
_FORMS: list[Literal["NFC", "NFD", "NFKC"]] = ["NFC", "NFD", "NFKC"]
_form = st.sampled_from(_FORMS)


@st.composite
def _written(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(sorted(REAL)))
    parts = name.replace("-", " ").split(" ")
    joined = parts[0]
    for part in parts[1:]:
        joined += draw(_separator) + part
    return unicodedata.normalize(draw(_form), draw(_case)(joined))


_around = st.text(st.sampled_from("abMin-Su Kg.,’s민수 \u0301"), max_size=6)
_text = st.lists(st.one_of(_written(), _around), min_size=1, max_size=8).map("".join)


@settings(deadline=None)
@given(st.lists(_text, min_size=1, max_size=4), st.lists(st.integers(0, 40), max_size=4))
@example(["KIlLyongILLYONG\u00adPAKIda"], [])
def test_no_protected_name_remains_in_anything_shown_or_spoken(
    texts: list[str], cuts: list[int]
) -> None:
    whole = " ".join(texts)
    ends = sorted({*(min(cut, len(whole)) for cut in cuts), 0, len(whole)})
    runs = tuple(
        Run(whole[a:b], said=texts[0] if number % 3 == 2 else "")
        for number, (a, b) in enumerate(itertools.pairwise(ends))
        if a < b
    )
    script = replace(
        shows.script("a", "x", title=texts[0], narrator=texts[-1], source=whole, place=texts[0]),
        body=(Paragraph(runs, texts[0]),),
        because=whole,
        content_notes=tuple(texts),
        consent=Consent.GRANTED,
    )
    library = replace(shows.library(script), lexicon=(Lexeme((texts[0],), "en", alias=whole),))
    manifest = replace(library.manifests[0], title=texts[0], summary=whole)
    made = protecting.protect(replace(library, manifests=(manifest,)), PRIVACY).library
    assert [text for text in _said(made) if PRIVACY.names.find(text)] == []
    assert [text for text in _said(made) if PRIVACY.names.seen(text)] == []


@given(st.text(max_size=80))
def test_a_text_without_such_a_name_stays_as_it_is(text: str) -> None:
    if not PRIVACY.names.find(text):
        assert PRIVACY.mask(text) == text


# ---- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("On 3 May 2024 we left.", "In 2024 we left."),
        ("It was on Monday, the 3rd of May 2024, that", "It was in 2024, that"),
        ("On May 3, 2024, we left", "In 2024, we left"),
        ("in May 2024 and since Sept. 2023", "in 2024 and since 2023"),
        ("from 3 to 5 May 2024", "from 2024"),
        ("2024-05-03, 3/5/2024, 03.05.2024", "2024, 2024, 2024"),
        ("2024년 5월 3일에 떠났다. 2023년 11월", "2024년에 떠났다. 2023년"),
        ("2024. 5. 3. 떠났다", "2024 떠났다"),
        ("In 2024, 300 people may 2024", "In 2024, 300 people may 2024"),
        ("version 1.2.2024.5 and 10.0.0.1", "version 1.2.2024.5 and 10.0.0.1"),
        ("on 3 May we left", "on 3 May we left"),
        ("On 3 MAY 2024, ON 3 MAY 2024, on 3 may 2024", "In 2024, IN 2024, in 2024"),
        ("3-May-2024, in MAY 2024 and april 2024", "2024, in 2024 and 2024"),
        ("may 2000 people march 2000 miles", "may 2000 people march 2000 miles"),
        ("2024-05-03에 떠났다. 98년 5월 3일에", "2024에 떠났다. 98년에"),
        ("2024. 5. 3.에 떠났다", "2024에 떠났다"),
        ("It was 2024.05.03. Then", "It was 2024. Then"),
        ("at 2024-05-03T10:15 and 2024-05-03abc", "at 2024 and 2024-05-03abc"),
        ("https://example.org/2024/05/03/a", "https://example.org/2024/a"),
        ("في ٣/٥/٢٠٢٤", "في ٢٠٢٤"),
        ("On 3 May '98, in May ’98", "In '98, in ’98"),
        ("the third of May 1998, May the twenty-first, 1998", "1998, 1998"),
        ("am 3. Mai 1998, le 1er mai 1998", "am 1998, le 1998"),
        ("el 3 de mayo de 1998, em janeiro de 1998", "el 1998, em 1998"),
        ("3 мая 1998 года, 3 Mayıs 1998'de", "1998 года, 1998'de"),
        ("1998年5月3日に、1998年5月", "1998年に、1998年"),
        ("في ٣ مايو ١٩٩٨, ३ मई १९९८ को", "في ١٩٩٨, १९९८ को"),
        ("ngày 3 tháng 5 năm 1998", "1998"),
        ("Mars 2024 and mei 2000 mensen", "Mars 2024 and mei 2000 mensen"),
    ],
)
def test_dates_are_told_by_their_year(written: str, told: str) -> None:
    found = written
    for each in reversed(dates.find(written)):
        found = found[: each.start] + each.told + found[each.end :]
    assert found == told


def test_every_date_that_is_changed_or_left_is_told_with_its_place() -> None:
    script = replace(
        shows.script("a", "x", title="3 May 2024"),
        body=(Paragraph((Run("On 3 "), Run("May 2024", "en"), Run(" and on 4 May.")), line=12),),
    )
    protected = protecting.protect(shows.library(script), Privacy(by_year=True))
    assert protected.library.scripts[0].body[0].text == "In 2024 and on 4 May."
    assert protected.library.scripts[0].title == "2024"
    assert [str(note) for note in protected.notes] == [
        'scripts/a.md: the date "3 May 2024" is told as "2024"',
        'scripts/a.md:12: the date "On 3 May 2024" is told as "In 2024"',
        'scripts/a.md:12: "4 May" has no year, and is told as it is',
    ]


# ---- places --------------------------------------------------------------------------------

REGIONS = {"Lower Town": ("Quay District", "West Coast")}


@pytest.mark.parametrize(
    ("level", "place", "geo", "precision"),
    [
        ("exact", "Lower Town", "geo:1,2", 50),
        ("district", "Quay District", "geo:1,2", 50),
        ("province", "West Coast", "geo:1,2", 100),
        ("country", "", "", 500),
    ],
)
def test_places_are_told_as_precisely_as_the_show_says(
    level: str, place: str, geo: str, precision: int
) -> None:
    library = shows.library(shows.script("a", "x", geo="geo:1,2"))
    made = protecting.protect(library, Privacy(places=level, regions=REGIONS)).library
    assert (made.scripts[0].place, made.scripts[0].geo) == (place, geo)
    assert made.show.precision == precision


def test_a_place_that_lies_nowhere_is_told_by_its_stage() -> None:
    made = protecting.protect(shows.library(shows.script("a", "x")), Privacy(places="province"))
    assert made.library.scripts[0].place == ""
    assert [str(note) for note in made.notes] == ["scripts/a.md: the place is told as its stage"]


# ---- the file of names ---------------------------------------------------------------------


def _show(folder: Path, names: str, where: str = "../names.yml") -> Path:
    show = shows.write(folder / "show")
    path = show / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(names, "utf-8")
    with (show / "passage.yml").open("a", encoding="utf-8") as file:
        file.write(f"privacy:\n  names: {where}\n")
    return show


def _problems(show: Path) -> str:
    with pytest.raises(InputProblems) as raised:
        show_folder.read(show)
    return str(raised.value)


def test_what_is_read_knows_no_real_name(tmp_path: Path) -> None:
    library = show_folder.read(_show(tmp_path, "Bo: Yuri\n# a comment\nCy: Wim\n"))
    assert {script.narrator for script in library.scripts} == {"Yuri", "Wim"}
    assert [name for name, _ in library.show.cast.narrators] == ["Yuri"]
    assert not [text for text in _said(library) if "Bo" in text or "Cy" in text]


@pytest.mark.parametrize("key", ["privacy", '"privacy"', '"priv\\x61cy"', "? privacy\n"])
def test_names_are_known_however_the_key_is_written(tmp_path: Path, key: str) -> None:
    show = _show(tmp_path, "Bo: Yuri\n")
    file = show / "passage.yml"
    file.write_text(file.read_text("utf-8").replace("privacy:", f"{key}:"), "utf-8")
    assert show_folder.privacy_of(show).mask("Bo left") == "Yuri left"


@pytest.mark.parametrize(
    "where", ["feed/names.yml", "audio_out/n.yml", "drafts/n.yml", "episodes/n.yml"]
)
def test_a_file_of_names_where_it_would_be_published_is_refused(tmp_path: Path, where: str) -> None:
    said = _problems(_show(tmp_path, "Bo: Yuri\n", where))
    assert "no place for it" in said
    assert "Bo" not in said


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ("Bo\n", "no list of names"),
        ("- Bo\n", "no list of names"),
        ("Bo:\n", "names.yml:1: no name is given"),
        ("Cy: Wim\nBo: Bobo Bo\n", "names.yml:2: the name that is shown has a real one"),
        ("Bo: Yuri\nB-o: Wim\n", "names.yml:2: this is the name of line 1 once more"),
        ("Bo: [Yuri\n", "cannot be read"),
        ("Bo: Yuri\nBo: Wim\n", "cannot be read"),
    ],
)
def test_a_wrong_file_of_names_is_told_without_a_name(
    tmp_path: Path, names: str, what: str
) -> None:
    said = _problems(_show(tmp_path, names))
    assert what in said
    assert "Bo" not in said


def test_without_the_file_nothing_is_read_and_no_other_problem_told(tmp_path: Path) -> None:
    show = _show(tmp_path, "Bo: Yuri\n")
    (tmp_path / "names.yml").unlink()
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: Bo")
    said = _problems(show)
    assert "without it names cannot be protected" in said
    assert "Bo" not in said


def test_problems_say_the_shown_name(tmp_path: Path) -> None:
    show = _show(tmp_path, "Bo: Yuri\n")
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: Bo")
    said = _problems(show)
    assert '"consent" is "Yuri"' in said
    assert "Bo" not in said


@pytest.mark.parametrize(
    "name", ["scripts/leaving-bo.md", "episodes/BO_one.yml", "scripts/x-bo.pls"]
)
def test_a_file_with_a_real_name_is_to_be_renamed(tmp_path: Path, name: str) -> None:
    show = _show(tmp_path, "# who\nBo: Yuri\n")
    (show / name).write_text(shows.FILES["scripts/leaving.md"], "utf-8")
    said = _problems(show)
    assert "rename it" in said
    assert "line 2 of ../names.yml" in said
    assert "bo" not in said.lower().replace("about", "")


def test_an_address_with_a_real_name_is_refused(tmp_path: Path) -> None:
    show = _show(tmp_path, "Bo Tar: Yuri\n")
    shows.edit(show, "passage.yml", "example.org/roads", "example.org/bo-tar")
    said = _problems(show)
    assert "passage.yml:4" in said
    assert "write it without" in said
    assert "tar" not in said.lower().replace("start", "")
