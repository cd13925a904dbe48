"""Text to words, as the encoder in Rust does it (`crates/recoupe-vectors/src/words.rs`).

The two must agree to the letter, or the table is looked up by other pieces than it was trained with; a fixture made by
`export.py` is checked on both sides. Every step is by single character, so that none depends on what stands around it:

1. NFKC, then lower case, then the folds below.
2. A word is a run of letters and combining marks. A number is a run of digits, cut from the left into groups of at most
   four. Everything else parts words and is dropped.
"""

import unicodedata

# Arabic vowel signs and the like, and the stroke that stretches a word: written or left out at will.
DROPPED = {chr(code) for code in [0x0640, 0x0670, *range(0x064B, 0x0660), *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E9),
                                  *range(0x06EA, 0x06EE)]}
# Letters that outlets write for one another, and the digits of Arabic and Persian.
FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
FOLDED |= {chr(first + value): str(value) for first in (0x0660, 0x06F0) for value in range(10)}
DIGITS = 4


def normalise(text):
    """The form that words are looked up in."""
    letters = []
    for letter in unicodedata.normalize("NFKC", text):
        for lower in letter.lower():
            if lower not in DROPPED:
                letters.append(FOLDED.get(lower, lower))
    return "".join(letters)


def words(text):
    """The words and groups of digits of a text, in order."""
    found, run, kind = [], [], None
    for letter in normalise(text):
        category = unicodedata.category(letter)
        now = "word" if category[0] in "LM" or category == "Nl" else "digits" if "0" <= letter <= "9" else None
        if run and (now != kind or (kind == "digits" and len(run) == DIGITS)):
            found.append("".join(run))
            run = []
        if now:
            run.append(letter)
        kind = now
    if run:
        found.append("".join(run))
    return found
