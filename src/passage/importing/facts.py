"""Facts about a narrator that a page gives on lines of their own: ``From: …``, ``Age: …``."""

from __future__ import annotations

from passage.importing import words

LONGEST = 90
"""Characters. A longer line is a sentence with a colon in it, and so is one with a full stop."""

_FIELDS = {
    "narrator": words.listed(
        "name narrator storyteller erzähler erzählerin nom prénom nombre nome naam namn navn imię"
    ),
    "place": words.listed(
        "from place location origin hometown home country city town village aus herkunft ort heimat"
        " origine lieu pays ville origen lugar país ciudad origem local cidade luogo paese"
        " città plaats herkomst land ursprung miejsce"
    ),
    "role": words.listed(
        "age aged born year left fled escaped arrived resettled occupation profession job work now"
        " today lives status alter geboren geflohen angekommen beruf heute lebt âge née né arrivé"
        " arrivée métier aujourd'hui edad nacimiento llegada profesión hoy idade chegada profissão"
        " hoje età nato nata arrivo professione oggi leeftijd ålder alder wiek yaş"
    ),
}
_FIELD_OF = {word: field for field, known in _FIELDS.items() for word in known}


def parse(text: str) -> tuple[str, str]:
    """The field that a line gives and its value; empty text for both when it gives none.

    The field is ``narrator``, ``place`` or ``role``. A role keeps the whole line, because a number
    alone would not say what it counts.
    """
    key, colon, value = text.partition(":")
    first = words.of(key)[:1]
    if not colon or not value.strip() or not first or len(text) > LONGEST:
        return "", ""
    if text.endswith((".", "!", "?", "…")):
        return "", ""
    field = _FIELD_OF.get(first[0], "") if len(key.split()) <= 2 else ""  # noqa: PLR2004 "Lives in"
    return field, (text if field == "role" else value.strip()) if field else ""
