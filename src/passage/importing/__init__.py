"""Importing: a page that somebody published becomes scripts and episodes, and nothing is lost.

`read` and `plan` and `write` are all that the other rooms need. The way of a page::

    source       bytes        -> lines, ends included
    blocks       lines        -> what stands together, and on which lines
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
    planning     all of it    -> an Import (journey, episodes, founding: stages, manifests, show)
    folder       an Import    -> files (writing, markdown, scalars: their text)
"""

from __future__ import annotations

from passage.importing.folder import texts, write
from passage.importing.planning import Import, plan
from passage.importing.source import Source, read

__all__ = ["Import", "Source", "plan", "read", "texts", "write"]
