"""Reading: what people wrote, as a `passage.model.Library`, or every problem in it at once.

`folder.find` and `folder.read` are all that the other rooms need. The way of a file::

    listing      which files there are
    source       bytes        -> text
    yaml         text         -> nodes that know their place
    kinds        a node       -> a value, or what is wrong with it
    fields       tables of keys; the tables are in show, cast, script and manifest
    markdown     a body       -> paragraphs
    xml          text         -> elements that know their place, for the lexicon
    lexicon      elements     -> how words are said; ipa knows the letters
    agreement    whether the files agree with each other

Whatever is wrong on the way goes into the `report` of the file, and the way goes on.
"""
