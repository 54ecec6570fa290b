from __future__ import annotations

from dataclasses import replace

import pytest

from passage.errors import PassageError
from passage.model import Show
from passage.publishing import characters

from .samples import COAST, SHOW, chapter


def test_sound_texts_pass() -> None:
    characters.check_show(SHOW)
    characters.check_episode(COAST.manifest, COAST.chapters, transcript="a\tb\r\nc 🏔 \u0085")


@pytest.mark.parametrize(
    ("show", "field"),
    [
        (replace(SHOW, title="a\0b"), "title"),
        (replace(SHOW, category=("Arts", "\x1f")), "category 2"),
        (replace(SHOW, funding=("https://example.org/", "\ufffe")), "funding 2"),
    ],
)
def test_a_show_is_refused_by_the_name_of_the_field(field: str, show: Show) -> None:
    with pytest.raises(PassageError, match=rf"^passage\.yml: {field} has the character U\+"):
        characters.check_show(show)


def test_an_episode_is_refused_by_the_file_that_a_person_would_edit() -> None:
    chapters = (*COAST.chapters, chapter(0, 1, "\x0b"))
    with pytest.raises(PassageError) as refused:
        characters.check_episode(COAST.manifest, chapters)
    assert refused.value.subject == "episodes/coast-1.yml"
    assert refused.value.problem.startswith("chapter 4 title has the character U+000B")
    elsewhere = replace(COAST.manifest, path="episodes/one.yml")
    with pytest.raises(PassageError, match=r"^episodes/one\.yml: transcript has the character U"):
        characters.check_episode(elsewhere, (), transcript="\ud800")
