"""Publishing: what an episode says about itself, as feed, tags, transcript and picture.

Pure: values in, bytes or text out. The pipeline decides where they are kept.
"""
