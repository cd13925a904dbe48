"""A text to its pieces, as the crate does it (`normal.rs`, `pieces.rs`): plain, slow, the rule itself.

1. NFC; then white space becomes a space, NUL goes, and every other character becomes what the table of normalisation has
   for it (code point by code point: nothing is composed again).
2. Words are what spaces part; each is begun with the mark U+2581. At most 4,096 characters are read, the marks counted.
3. In every word the path of the highest score. A character may be an unknown piece, at the lowest score less 10; several
   in a row are one. Of two equal paths the one whose last piece is longer stands.
"""

import unicodedata

MARK = "\u2581"
SPECIALS = 4
UNKNOWN = 3
MOST, CHARACTERS = 126, 4096
# The property White_Space of Unicode; `str.isspace` has four more.
SPACES = {*map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))}


class Pieces:
    def __init__(self, pieces, normal):
        self.scores = [score for _, score in pieces]
        self.numbers = {piece: number for number, (piece, _) in enumerate(pieces) if number >= SPECIALS}
        self.longest = max(map(len, self.numbers))
        self.unknown = min(self.scores) - 10
        self.normal = {chr(code): "".join(map(chr, out)) for code, out in normal.items()}

    def words(self, text):
        letters = []
        for letter in unicodedata.normalize("NFC", text):
            if letter in SPACES:
                letters.append(" ")
            elif letter != "\0":
                letters.append(self.normal.get(letter, letter))
        whole = "".join(f"{MARK}{word}" for word in "".join(letters).split(" ") if word)
        return [MARK + word for word in whole[:CHARACTERS].split(MARK) if word]

    def of(self, text):
        """The numbers of the pieces of `text`."""
        return [number for word in self.words(text) for number in self.split(word)][:MOST]

    def split(self, word):
        best, back = [0.0] + [float("-inf")] * len(word), [None] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self.longest) + 1):
                number = self.numbers.get(word[start:end])
                if number is not None and best[start] + self.scores[number] > best[end]:
                    best[end], back[end] = best[start] + self.scores[number], (start, number)
            if best[start] + self.unknown > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self.unknown, (start, UNKNOWN)
        found, end = [], len(word)
        while end:
            end, number = back[end]
            if number != UNKNOWN or found[-1:] != [UNKNOWN]:
                found.append(number)
        return found[::-1]
