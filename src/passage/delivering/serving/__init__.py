"""Serving: what is made is heard and read on this machine before the world has it.

``GET /feed/feed.xml`` -> `guarding` (who may ask what) -> `answering` (how HTTP has it answered)
-> `finding` (which file that is) -> `sending`. `connections` ends those who only hold a place.
`watching` builds again when somebody saved a file, and `news` tells the open pages.
"""
