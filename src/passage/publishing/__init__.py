"""Publishing: what an episode says about itself, as feed, tags, transcript and picture.

Pure: values in, bytes or text out. The pipeline decides where they are kept.
"""

ARTWORK_VERSION = 3
"""Goes up when the same show gives another cover. It stands here so that a plan can be made without
loading what draws."""
