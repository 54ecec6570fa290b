"""What is out there, seen as a client sees it, against what the feed says of it.

::

    table        the rules by name, for docs/verifying.md
    named        a feed                        ->  every address that a client will ask for
    answers      what was answered there       ->  Told, by status, type, length
    parts        parts, tags, other clients    ->  Told, where they are answered otherwise
    formats      a transcript's bytes          ->  its words, times and speakers
    transcripts  the texts of five formats     ->  Told, where they differ
    carriers     the chapters of four carriers ->  Told, where one is not as the others
    sound        what was decoded, and its tag ->  Told
    pages        HTML                          ->  its links, anchors and sentences
    site         pages that Passage made       ->  Told, where they are not as the episodes are
    book         an EPUB                       ->  its words and its audio
    made         a feed that Passage made      ->  Told, where its episodes are not alike
    remembered   what this machine knows       ->  Told, where the world knows otherwise

Nothing here asks anyone: answers are brought.
"""
