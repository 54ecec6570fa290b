from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from passage.importing.scalars import scalar


@settings(deadline=None, max_examples=500)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.text(st.sampled_from("aN1 :#-'\"\\{}[],&*?|>%@`~!.\t\n\x85\u2028…é"), max_size=12),
        st.sampled_from(
            ["yes", "No", "NULL", "~", "1e3", "0x1f", "2026-11-01", ".inf", "on", "=", "<<"]
        ),
    )
)
def test_a_value_reads_back_as_the_same_text(text: str) -> None:
    for kind in ("safe", "rt"):
        written = f"key: {scalar(text)}\nlist:\n  - {scalar(text)}\n"
        assert YAML(typ=kind).load(written) == {"key": text, "list": [text]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hamgyong Province", "Hamgyong Province"),
        ("I felt no fear, but I wasn’t brave…", "I felt no fear, but I wasn’t brave…"),
        ("Society & Culture", "Society & Culture"),
        ("A title: two parts", '"A title: two parts"'),
        ("“Quoted”", '"“Quoted”"'),
        ("1984", '"1984"'),
        ("No", '"No"'),
        ("a # b", '"a # b"'),
    ],
)
def test_quoted_is_only_what_has_to_be(text: str, written: str) -> None:
    assert scalar(text) == written
