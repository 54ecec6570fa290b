"""How pages look to those who enlarge, space out, recolour, or aim badly."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import EPISODE, PAGES, Opening, pages
from tests.browser.test_listening import sentences
from tests.clients.server import Host

NARROW = {"width": 320, "height": 640}
"""A page of 1280 pixels enlarged four times (WCAG 2.2, 1.4.10)."""

SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
"""What readers may set without losing anything (WCAG 2.2, 1.4.12)."""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  const cuts = [style.overflowX, style.overflowY].some(o => o === 'hidden' || o === 'clip');
  const box = element.getBoundingClientRect();
  const unseen = box.width <= 1 || box.height <= 1 || style.clipPath !== 'none';
  return cuts && !unseen && element.textContent.trim() && (
    element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
  );
}).map(element => element.outerHTML.slice(0, 200))"""
"""Elements whose text is cut off."""

BEYOND = """() => {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > width + 1;
  }).map(element => element.outerHTML.slice(0, 120));
  return document.documentElement.scrollWidth > width ? out : [];
}"""
"""What makes a page wider than its window."""

TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary, audio')]
  .filter(one => one.checkVisibility() && !one.classList.contains('skip'))
  .map(one => {
    const label = one.closest('label') || one;
    const [box, round] = [one, label].map(element => element.getBoundingClientRect());
    const around = one.closest('p');
    const inline = one.tagName === 'A' && around
      && around.textContent.trim() !== one.textContent.trim();
    const own = one.type === 'range' || one.tagName === 'SELECT' ? box : round;
    return {html: one.outerHTML.slice(0, 120), inline, width: own.width, height: own.height,
      player: Boolean(one.closest('.controls'))};
  })"""
"""What can be pressed, with its size; a label presses what it names."""

CONTRASTS = """() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext('2d', {willReadFrequently: true});
  const over = (colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([...rgb]) => rgb.slice(0, 3).map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
  const ratio = (one, two) => {
    const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const canvasColour = dark && /dark/.test(getComputedStyle(document.documentElement).colorScheme)
    ? 'rgb(18, 18, 18)' : 'white';
  // What may be behind it: a gradient may be any of its colours.
  const behind = element => {
    let stacks = [[]];
    for (let one = element; one; one = one.parentElement) {
      const {backgroundColor, backgroundImage} = getComputedStyle(one);
      const gradient = backgroundImage.match(/(rgba?|color)\\([^)]*\\)/g) || [];
      const layers = gradient.length ? gradient : [backgroundColor];
      stacks = layers.flatMap(layer => stacks.map(stack => [layer, ...stack]));
    }
    return stacks.map(stack => [canvasColour, ...stack]);
  };
  const contrast = (colour, stacks) =>
    Math.min(...stacks.map(stack => ratio(over([...stack, colour]), over(stack))));
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility()) continue;
    // On a circle of the drawing, which is behind it for the eye alone: see the style sheet's test.
    if (element.matches('.map .number')) continue;
    const style = getComputedStyle(element);
    const text = walk.currentNode.data.trim().slice(0, 40);
    const colour = element.closest('svg') ? style.fill : style.color;
    found.push({text, needed: 7, ratio: contrast(colour, behind(element))});
  }
  const now = document.querySelector('#transcript .now');
  if (now) {
    const word = getComputedStyle(now, '::highlight(word)');
    const within = behind(now).map(stack => [...stack, word.backgroundColor]);
    found.push({text: 'the marked word', needed: 7, ratio: contrast(word.color, within)});
    const style = getComputedStyle(now);
    const marks = [style.outlineStyle !== 'none' && style.outlineColor,
      style.textDecorationLine !== 'none' && style.textDecorationColor,
      style.borderBottomStyle !== 'none' && style.borderBottomColor,
      style.borderInlineStartStyle !== 'none' && style.borderInlineStartColor].filter(Boolean);
    const around = behind(now.parentElement);
    found.push({text: 'the mark', needed: 3,
      ratio: Math.max(0, ...marks.map(mark => contrast(mark, around)))});
  }
  return found;
}"""
"""The contrast of each text with what is behind it, and of the marks with what is around them."""

MARK = """element => {
  const style = getComputedStyle(element);
  return [style.outlineStyle, style.outlineWidth, style.textDecorationLine, style.fontWeight,
    style.borderBottomStyle, style.borderInlineStartStyle, style.textDecorationStyle];
}"""
"""All of a sentence's look that is no colour."""


def test_pages_reflow_in_320_pixels(site: Host, opening: Opening) -> None:
    profile = opening.profile(viewport=NARROW)
    for path in pages(site.folder):
        page = opening.again(profile, path)
        assert page.evaluate(BEYOND) == [], path
        page.close()


@pytest.mark.parametrize("kind", PAGES)
def test_wider_spaces_cut_nothing_off(opening: Opening, kind: str) -> None:
    profile = opening.profile(bypass_csp=True, viewport={"width": 640, "height": 800})
    page = opening.again(profile, PAGES[kind])
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(BEYOND) == []
    boxes = [box for one in page.locator(".controls button").all() if (box := one.bounding_box())]
    for place, one in enumerate(boxes):
        for two in boxes[place + 1 :]:
            apart = (
                one["x"] + one["width"] <= two["x"]
                or two["x"] + two["width"] <= one["x"]
                or one["y"] + one["height"] <= two["y"]
                or two["y"] + two["height"] <= one["y"]
            )
            assert apart, (one, two)


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_mark_is_not_colour_alone(opening: Opening, forced: str) -> None:
    page = opening(EPISODE, forced_colors=forced)
    sentence = page.locator("#transcript .s").nth(9)
    sentence.scroll_into_view_if_needed()
    look, picture = sentence.evaluate(MARK), sentence.screenshot()
    page.goto(f"{page.url}#t={int(sentence.get_attribute('data-t') or 0) / 1000}")
    expect(sentence).to_have_attribute("aria-current", "true")
    assert sentence.evaluate(MARK) != look
    assert sentence.screenshot() != picture


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", PAGES)
def test_targets_are_large_enough(opening: Opening, kind: str, width: int) -> None:
    page = opening(PAGES[kind], viewport={"width": width, "height": 800})
    found: list[dict[str, Any]] = page.evaluate(TARGETS)
    assert found
    small = [
        one
        for one in found
        # A link within a sentence is as large as its words (WCAG 2.2, 2.5.8).
        if not one["inline"] and min(one["width"], one["height"]) < (44 if one["player"] else 24)
    ]
    assert small == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everything_has_contrast_while_a_sentence_is_marked(opening: Opening, colours: str) -> None:
    page = opening(f"{EPISODE}#t=30.5", color_scheme=colours)
    expect(page.locator("#transcript .now")).to_have_count(1)
    found: list[dict[str, Any]] = page.evaluate(CONTRASTS)
    assert len(found) > 50
    assert [one for one in found if one["ratio"] < one["needed"]] == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_text_on_every_kind_of_page_has_contrast(opening: Opening, colours: str) -> None:
    profile = opening.profile(color_scheme=colours)
    for kind in PAGES:
        page = opening.again(profile, PAGES[kind])
        found: list[dict[str, Any]] = page.evaluate(CONTRASTS)
        assert len(found) > 10, kind
        assert [one for one in found if one["ratio"] < one["needed"]] == [], kind
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_content_notes_are_seen_before_the_player(opening: Opening, width: int) -> None:
    page = opening(EPISODE, viewport={"width": width, "height": 800})
    end = "(box => box.bottom)(document.querySelector('.note').getBoundingClientRect())"
    noted = page.evaluate(end)
    for later in ("#player-h", ".controls", "#chapters", "#transcript"):
        box = page.locator(later).bounding_box()
        assert box, later
        assert box["y"] >= noted, later


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_paper_has_every_word_in_black_and_nothing_to_press(opening: Opening, colours: str) -> None:
    page = opening(EPISODE, color_scheme=colours, viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    for gone in (".controls", "audio", ".here", ".top", "#downloads"):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()
    unseen = page.locator("#transcript .s").evaluate_all(
        "all => all.filter(s => !s.checkVisibility())"
    )
    assert unseen == []
    found: list[dict[str, Any]] = page.evaluate(CONTRASTS)
    assert len(found) > 50
    assert [one for one in found if one["ratio"] < 7] == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(BEYOND) == []


def test_names_on_the_map_can_be_read_in_forced_colours(opening: Opening) -> None:
    page = opening(PAGES["home"], forced_colors="active", viewport={"width": 1280, "height": 800})
    name = page.locator(".map .name").first
    expect(name).to_be_visible()
    around, within = name.evaluate("n => [getComputedStyle(n).stroke, getComputedStyle(n).fill]")
    assert around != within


def test_a_long_word_makes_no_page_wider(opening: Opening) -> None:
    page = opening(EPISODE, viewport=NARROW)
    long = "Llanfair" * 12
    page.evaluate(
        "long => document.querySelectorAll('main a, main h1, main .facts').forEach("
        "one => { one.textContent = long; })",
        long,
    )
    assert page.evaluate(BEYOND) == []
    page = opening(PAGES["narrator"], viewport=NARROW)
    page.evaluate(
        "long => document.querySelectorAll('.cards a, .facts').forEach("
        "one => { one.textContent = long; })",
        long,
    )
    assert page.evaluate(BEYOND) == []


def test_nothing_moves_by_itself(opening: Opening) -> None:
    for path in PAGES.values():
        moving = opening(path).evaluate("document.getAnimations().length")
        assert moving == 0, path


def test_the_two_themes_differ(opening: Opening) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = (opening(EPISODE, color_scheme=one).evaluate(colour) for one in ("light", "dark"))
    assert light != dark


def test_less_motion_is_no_motion(opening: Opening) -> None:
    page = opening(EPISODE, reduced_motion="reduce", viewport={"width": 800, "height": 500})
    assert _moves(page) == []
    page.get_by_label("Scroll with the voice").check()
    page.evaluate(
        "() => { window.asked = []; Element.prototype.scrollIntoView = how => asked.push(how); }"
    )
    last = sentences(page)[-1]
    page.evaluate("start => { location.hash = `t=${start}`; }", last["start"])
    page.wait_for_function("() => asked.length > 0")
    assert {how["behavior"] for how in page.evaluate("asked")} == {"auto"}


def _moves(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => { const s = getComputedStyle(one); "
        "return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0.01 "
        "|| s.scrollBehavior === 'smooth'; }).map(one => one.tagName)"
    )
    return found
