"""How words may be written: in any case, width, spacing and hyphenation, with accents or without.

Whoever looks for a name that must not be seen has to find it however it is written. Two texts are
the same here when their letters and digits are: in Unicode's compatibility decomposition (NFKD,
UAX 15), casefolded, without accents, points and vowel signs that may as well be left out, and
without all that stands between. In scripts of India, Thailand, Burma or Japan a sign on a letter is
what a vowel is elsewhere: another sign is another word.
"""

from __future__ import annotations

from passage.spellings.folding import letters
from passage.spellings.names import Found, Names

__all__ = ["Found", "Names", "letters"]
