"""Validating: a feed, ours or anyone's, and the files beside it, against the rule books.

::

    document    bytes              ->  Node: every element with its line
    table       the rules by name, each a small function over one element
    rss, psp1 …, apple, namespace …, podlove    those rules, by their book
    grammar     the podcast namespace as a table; vocabulary and values: its words and forms
    webvtt, captions, chapters, pictures    the same for the files that a feed names
    beside      which of those files lie beside the feed
    checking    all of it: bytes   ->  Findings

Nothing here uses the network, and no XML can make it read anything else than what it is given.
"""
