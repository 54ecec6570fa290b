"""Importing: a page that somebody published becomes scripts and episodes, and nothing is lost.

What is named in `__all__` is all that the other rooms need. The way of a page::

    source       bytes        -> lines, ends included
    layout       lines        -> blocks: what stands together, and on which lines
                                 (blocks for text; html, markup, tracing; prose for Markdown)
    shapes       a block      -> what it looks like by itself
                                 (furniture, attribution, facts, interviews: what it asks)
    roles        the blocks   -> what each is for
                                 (signatures, labels, meanings, headline, walk: how that is found)
    page         the roles    -> sections under their headings
    stories      the sections -> a narrator's, a reporter's or the host's
    repeats      the stories  -> those that are one story, printed more than once
    drafts       one of each  -> what is said, and who says so on the page
                                 (saying, quotations, people: the voices in it)
    fates        all of it    -> what became of every line; account keeps it
    earlier      the show     -> which of the stories it has already, under which ids
    planning     all of it    -> an Import (journey, episodes, founding: stages, manifests, show)
    folder       an Import    -> files (writing, markdown, scalars, account_page: their text;
                                 record: which of them somebody edited since)
"""

from __future__ import annotations

from passage.importing.earlier import Earlier
from passage.importing.episodes import By
from passage.importing.folder import Change, Write, changes, recorded, removed, texts, write
from passage.importing.planning import Import, plan
from passage.importing.source import Source, read

__all__ = [
    "By",
    "Change",
    "Earlier",
    "Import",
    "Source",
    "Write",
    "changes",
    "plan",
    "read",
    "recorded",
    "removed",
    "texts",
    "write",
]
