"""Uploading: what is made is sent to where listeners fetch it, and the feed there is never broken.

What is sent comes as values (`outbox`). `target` opens the place, `storage` speaks with it,
`feeds` reads what is published, `plan` decides in which order what is done, and `carrying` does it.
"""
