"""The style sheet: contrast that can be counted, and nothing from anywhere else."""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = (resources.files("passage.publishing.site") / "static" / "passage.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
THEMES = {"light": LIGHT, "dark": LIGHT | DARK}
TEXT = (
    *(("ink", "paper"), ("quiet", "paper"), ("link", "paper"), ("ink", "raised")),
    *(("ink", "mark"), ("ink", "word"), ("paper", "link"), ("link", "raised")),
    *(("night-ink", "night"), ("night-ink", "hill-far"), ("night-quiet", "hill-far")),
    *(("gold", "night"), ("gold", "hill-far"), ("hill-near", "gold"), ("night-ink", "hill-near")),
)
SHAPES = (
    *(("accent", "paper"), ("accent", "mark"), ("edge", "paper"), ("edge", "raised")),
    ("gold", "hill-near"),
)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_by_seven_to_one(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_what_has_to_be_seen_stands_out_by_three_to_one(
    theme: str, shape: str, ground: str
) -> None:
    assert contrast(THEMES[theme][shape], THEMES[theme][ground]) >= 3


def test_nothing_is_fetched_and_nothing_has_a_side() -> None:
    assert not re.findall(r"url\(|@import|@font-face|https?:", CSS)
    edges = r"\b(margin|padding|border|inset)-(left|right)\b"
    sides = rf"{edges}|(?<![-\w])(left|right):|text-align: (left|right)"
    assert not re.findall(sides, CSS)


def test_the_mark_is_a_line_too_and_wishes_are_followed() -> None:
    [now] = re.findall(r"\n\.now \{(.*?)\}", CSS, re.DOTALL)
    assert "text-decoration: underline" in now
    for wish in ("prefers-color-scheme: dark", "forced-colors: active", "print"):
        assert f"@media ({wish})" in CSS or f"@media {wish}" in CSS
    assert "prefers-reduced-motion: no-preference" in CSS
    assert "animation" not in CSS
