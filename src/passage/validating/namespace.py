"""The podcast namespace: rules made of its grammar."""

from __future__ import annotations

from collections.abc import Iterator

from passage.validating import values
from passage.validating.document import Node
from passage.validating.finding import Level
from passage.validating.grammar import (
    ADDRESS,
    ELEMENTS,
    NAMESPACE,
    SHOWN,
    UNCHECKED,
    Attribute,
    Element,
)
from passage.validating.table import Fault

_KNOWN = {f"podcast:{element.name}": element for element in ELEMENTS}


def _attribute(element: Element, attribute: Attribute) -> None:
    name, tag = attribute.name, f"<podcast:{element.name}>"
    must = "must have" if attribute.required else "may have"

    @NAMESPACE.rule(
        f"{element.name}-{name}",
        attribute.level,
        element.page,
        f"{tag} {must} a right {name}",
        f"podcast:{element.name}",
    )
    def check(node: Node) -> Iterator[Fault]:
        written = node.attributes.get(name)
        if written is None:
            if attribute.required:
                yield Fault(node, f"{tag} has no {name}", f'add {name}="…"')
            return
        wrong = attribute.form(written)
        if wrong:
            hint = "correct it" if written else f"give a {name}"
            yield Fault(node, f'{name}="{written[:SHOWN]}" of {tag} {wrong}', hint)


def _value(element: Element, form: values.Form) -> None:
    tag = f"<podcast:{element.name}>"

    @NAMESPACE.rule(
        element.name,
        element.level,
        element.page,
        f"{tag} has a right value",
        f"podcast:{element.name}",
    )
    def check(node: Node) -> Iterator[Fault]:
        wrong = form(node.value)
        if wrong:
            yield Fault(node, f'{tag} "{node.value[:SHOWN]}" {wrong}', "correct it")


for _element in ELEMENTS:
    for _one in _element.attributes:
        if _one.required or _one.form is not values.any_text:
            _attribute(_element, _one)
    if _element.value and _element.value is not values.any_text:
        _value(_element, _element.value)


@NAMESPACE.rule("length", Level.WARNING, "", "values are as long as apps show them", *_KNOWN)
def _length(node: Node) -> Iterator[Fault]:
    element = _KNOWN[node.name]
    page = ADDRESS + element.page
    if element.longest and len(node.value) > element.longest:
        told = f"<{node.name}> has {len(node.value)} characters, more than {element.longest}"
        yield Fault(node, told, "shorten it", page)
    for attribute in element.attributes:
        size = len(node.attributes.get(attribute.name, ""))
        if attribute.longest and size > attribute.longest:
            told = f"{attribute.name} has {size} characters, more than {attribute.longest}"
            yield Fault(node, told, "shorten it", page)


@NAMESPACE.rule("parent", Level.ERROR, "", "elements stand where apps look for them", *_KNOWN)
def _parent(node: Node) -> Iterator[Fault]:
    element = _KNOWN[node.name]
    if node.parent and node.parent.name not in element.parents:
        wanted = " or ".join(f"<{parent}>" for parent in element.parents)
        told = f"<{node.name}> stands in <{node.parent.name}>"
        yield Fault(node, told, f"move it into {wanted}", ADDRESS + element.page)


@NAMESPACE.rule("attribute", Level.WARNING, "", "attributes are those of the namespace", *_KNOWN)
def _unknown_attribute(node: Node) -> Iterator[Fault]:
    element = _KNOWN[node.name]
    if element.name in UNCHECKED:
        return
    known = [attribute.name for attribute in element.attributes]
    for name in node.attributes:
        if name not in known and ":" not in name:
            hint = values.nearest(name, known) if known else "take it away"
            yield Fault(
                node, f"<{node.name}> has no attribute {name}", hint, ADDRESS + element.page
            )


_HOLDERS = ("channel", "item", *(name for name in _KNOWN if name != "podcast:value"))


@NAMESPACE.rule(
    "unknown", Level.WARNING, "../1.0.md", "elements are those of the namespace", *_HOLDERS
)
def _unknown(parent: Node) -> Iterator[Fault]:
    for name, found in parent.children.items():
        if name.startswith("podcast:") and name not in _KNOWN:
            yield Fault(found[0], f"the namespace has no <{name}>", values.nearest(name, _KNOWN))


@NAMESPACE.rule(
    "twice",
    Level.ERROR,
    "",
    "what is single is there once",
    "channel",
    "item",
    "podcast:liveItem",
    "podcast:alternateEnclosure",
)
def _twice(parent: Node) -> Iterator[Fault]:
    for name, found in parent.children.items():
        if len(found) > 1 and name in _KNOWN and _KNOWN[name].once:
            yield Fault(
                found[1],
                f"<{name}> is here twice",
                "keep one of the two",
                ADDRESS + _KNOWN[name].page,
            )
