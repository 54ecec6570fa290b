"""The read-aloud book: EPUB 3.3 with media overlays by sentence, and the same as text only.

::

    names       what the files are called, and what the site is told of them
    order       which episode comes after which
    parts       an episode's cues    ->  Parts: a document each, with its heading and paragraphs
    unheard     what only those who listen are told, and no book without sound
    contents    Parts                ->  Entries: stage, episode, testimony
    package     all of it            ->  the metadata of the package document
    documents   all of it            ->  the files of the container, in their order

Pure, like all of publishing: what is in the container is told by name and bytes; of audio only the
name is told. Before a book has to be made, nothing of it is loaded but `names` and `order`.
"""

VERSION = 3
"""Goes up when the same show gives another book."""
