"""Validating a book: a container's bytes against EPUB 3.3, its overlays above all.

::

    container   bytes              ->  the files of the ZIP file, read safely
    tree        bytes              ->  Element: what is where, in the order in which it is written
    package     the package        ->  Package: what a book says that it has
    overlay     an overlay         ->  Clips: which words are heard when
    rules       the rules by name
    claims, texts, narration       those rules, by what they look at
    checking    all of it          ->  Findings

Other checkers look for what is not allowed. This one asks whether a book that is read aloud is read
aloud whole: every text once, in order, with clips that exist, follow one another, and add up.
"""
