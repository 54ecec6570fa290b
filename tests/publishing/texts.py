"""Texts made by chance, of characters that a feed and a tag can carry, or cannot."""

from __future__ import annotations

from hypothesis import strategies as st

AWKWARD = st.sampled_from(
    ["]]>", "<b>", "</title>", "&amp;", "&#0;", "\t", "\n", "\r", "\r\n", " "]
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")

writable = st.lists(AWKWARD | LETTERS | st.sampled_from("언말שא🏔é")).map("".join)
"""Any text at all that XML 1.0 can carry, edge spaces and markup included."""

filled = writable.filter(bool)
"""The same for fields that must not be empty."""

lines = (
    st.text(LETTERS.filter(str.isprintable), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
"""One line without edge or double spaces, as people write titles."""

unwritable = st.sampled_from(
    [chr(n) for n in range(0x20) if chr(n) not in "\t\n\r"]
    + ["\ud800", "\udfff", "\ufffe", "\uffff"]
)
