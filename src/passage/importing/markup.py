"""Which elements of an HTML page hold no words of a story, by named rules.

The meaning of the elements is that of the HTML Living Standard, section 4; of roles, that of
WAI-ARIA 1.2, section 5.3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from justhtml import JustHTML
from justhtml.dom import Element, Node, Text

from passage.importing import charset, words

RULES: Mapping[str, str] = {
    "script": "script",
    "style": "style",
    "noscript": "noscript",
    "template": "template",
    "nav": "navigation",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    **dict.fromkeys(("button", "input", "select", "textarea", "datalist", "label"), "form"),
    "figcaption": "caption",
    "title": "head",
    "dialog": "dialog",
    **dict.fromkeys(
        ("svg", "math", "iframe", "object", "embed", "canvas", "video", "audio", "map", "picture"),
        "embedded",
    ),
}
"""The rule by which an element is left out; for some only where nothing speaks against it."""

_NAMED: Mapping[str, str] = {
    **dict.fromkeys(
        words.listed(
            "comments comments-area comment-list commentlist comment-respond respond disqus_thread"
        ),
        "comments",
    ),
    **dict.fromkeys(
        words.listed(
            "sharedaddy sd-sharing share-buttons social-share share-links share-bar social-links"
            " addtoany_share_save_container addtoany_content"
        ),
        "sharing",
    ),
    **dict.fromkeys(
        words.listed(
            "related-posts jp-relatedposts yarpp-related related-articles outbrain taboola"
        ),
        "related",
    ),
    **dict.fromkeys(
        words.listed("newsletter newsletter-signup newsletter-form mc_embed_signup"), "newsletter"
    ),
    **dict.fromkeys(
        words.listed(
            "cookie-notice cookie-banner cookie-consent cookie-bar cookie-law-info-bar cookiebanner"
            " onetrust-consent-sdk cybotcookiebotdialog gdpr-banner"
        ),
        "cookies",
    ),
    **dict.fromkeys(
        words.listed(
            "entry-footer tags-links cat-links post-tags breadcrumb breadcrumbs post-navigation"
            " nav-links pagination"
        ),
        "navigation",
    ),
    **dict.fromkeys(words.listed("screen-reader-text sr-only visually-hidden skip-link"), "hidden"),
}
"""The rule by what an element's id or one of its classes is, as content systems write them."""

_ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
_CONTENT = frozenset({"article", "main", "section", "blockquote", "figure"})
_STORY = frozenset({"article", "main", "h1", "blockquote"})
_LINKS_AT_LEAST = 2
_LINK_WORDS = 10
"""A list of links with longer texts is no menu."""


class Tree:
    """The elements of a page, and what is known of them from what stands in and around them."""

    def __init__(self, page: JustHTML) -> None:
        self.page = page
        elements = tuple(charset.elements(page))
        self._content = _below(elements, _CONTENT)
        self._listed = _below(elements, {"ul", "ol"})
        self._preformatted = _below(elements, {"pre"}) | _ids(elements, {"pre"})
        headers = {id(e) for e in elements if _name(e) == "header" and id(e) not in self._content}
        self._headers = _under(elements, headers)
        titles = [element for element in elements if element.name == "h1"]
        self._has_title = bool(titles)
        only = not any(id(title) not in self._headers for title in titles)
        self._titles = _above(titles if only else ())
        self._kept_headers = self._headers & self._titles
        self._stories = _above(element for element in elements if element.name in _STORY)
        self._quotes = _above(element for element in elements if element.name == "blockquote")
        self._pages = _above(e for e in elements if e.name in {"body", "main", "h1"})

    def rule(self, element: Element) -> str:
        """The rule by which an element is left out with all that is in it; empty for none."""
        if "hidden" in element.attrs or element.attrs.get("aria-hidden") == "true":
            return "hidden"
        named = _rule_of_names(element)
        if named and id(element) not in self._pages:
            return named
        name = _name(element)
        if name in RULES and not self._speaks_against(element, name):
            return RULES[name]
        if self._is_beside_title(element):
            return "header"
        return "navigation" if self._is_menu(element) else ""

    def rule_of_text(self, text: Text) -> str:
        """The rule for words that stand directly in an element of which only a part is kept."""
        parent = text.parent
        if parent is None or id(parent) not in self._kept_headers:
            return ""
        return "" if parent.name == "h1" else "header"

    def is_preformatted(self, text: Text) -> bool:
        """Whether line feeds are line ends here."""
        return id(text.parent) in self._preformatted

    def _is_beside_title(self, element: Element) -> bool:
        """Of a header that holds the title of the page, the title is kept, and what is in it."""
        parent = element.parent
        if parent is None or parent.name == "h1" or id(element) in self._titles:
            return False
        return id(parent) in self._kept_headers

    def _speaks_against(self, element: Element, name: str) -> bool:
        match name:
            case "header":
                return id(element) in self._content or id(element) in self._titles
            case "footer":
                return id(element) in self._content
            case "form":
                return id(element) in self._stories
            case "figcaption":
                return id(element.parent) in self._quotes
            case "title":
                return not self._has_title
            case _:
                return False

    def _is_menu(self, element: Element) -> bool:
        """Whether an outermost list has links in it and nothing else."""
        if element.name not in {"ul", "ol"} or id(element) in self._listed:
            return False
        links, waiting = 0, list[Node | Text](element.children or ())
        while waiting:
            node = waiting.pop()
            if node.name == "a":
                links += 1
                if len(node.to_text().split()) > _LINK_WORDS:
                    return False
            elif isinstance(node, Text) and (node.data or "").strip(" \t\r\n\f|·•/"):
                return False
            else:
                waiting.extend(node.children or ())
        return links >= _LINKS_AT_LEAST


def _rule_of_names(element: Element) -> str:
    written = f"{element.attrs.get('id') or ''} {element.attrs.get('class') or ''}"
    return next((_NAMED[name] for name in written.casefold().split() if name in _NAMED), "")


def _name(element: Element) -> str:
    role = (element.attrs.get("role") or "").strip().casefold()
    return _ROLES.get(role, element.name)


def _ids(elements: Iterable[Element], names: Collection[str]) -> set[int]:
    return {id(element) for element in elements if element.name in names}


def _below(elements: Sequence[Element], names: Collection[str]) -> set[int]:
    """The elements that stand in one with such a name; parents come first in `elements`."""
    found: set[int] = set()
    for element in elements:
        parent = element.parent
        if parent is not None and (parent.name in names or id(parent) in found):
            found.add(id(element))
    return found


def _under(elements: Iterable[Element], tops: set[int]) -> set[int]:
    """These elements and all that stands in them."""
    found = set(tops)
    for element in elements:
        if id(element.parent) in found:
            found.add(id(element))
    return found


def _above(elements: Iterable[Element]) -> set[int]:
    """These elements and all in which they stand."""
    found: set[int] = set()
    for element in elements:
        node: Node | None = element
        while node is not None and id(node) not in found:
            found.add(id(node))
            node = node.parent
    return found
