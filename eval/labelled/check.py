"""Checks the labelled data: every exact stretch stands in its text, every file parses, numbers are complete, no
sentence stands twice. Prints the counts; exits with 1 where something is wrong. Needs Python 3 alone:

    python3 eval/labelled/check.py
"""

import collections
import datetime
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
AFFAIRS = HERE.parent / "corroboration"
LANGUAGES = {"ar", "de", "en", "es", "fr"}
WRONG = []


def wrong(*words):
    WRONG.append(" ".join(str(word) for word in words))


def rows(path, columns):
    """The rows of a table; a row of another number of columns, or with an empty one, is reported and left out."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) != columns or any(not cell or cell != cell.strip() for cell in cells):
            wrong(path, number, "has not", columns, "clean columns")
        else:
            yield number, cells


def numbered(names, what):
    expected = [f"{number:02}" for number in range(1, len(names) + 1)]
    if sorted(names) != expected:
        wrong(what, "are not numbered 01, 02, …")


def report(path, least, most):
    text = path.read_text(encoding="utf-8")
    if not least <= len(text.split()) <= most:
        wrong(path, "has", len(text.split()), "words")
    if not re.match(r"\S[^\n]*\n\n\S", text) or "\n\n\n" in text or not text.endswith("\n"):
        wrong(path, "is not a title, an empty line and paragraphs")
    return text


def quotations():
    for folder in sorted((HERE / "quotations").iterdir()):
        tables = sorted(folder.glob("*.tsv"))
        numbered([table.stem for table in tables], folder)
        kinds = collections.Counter()
        for table in tables:
            text = report(table.with_suffix(".txt"), 120, 220)
            here, last = 0, -1
            for number, (kind, content, words, speaker) in rows(table, 4):
                kinds[kind] += 1
                here += 1
                if kind not in {"direct", "mixed", "indirect"}:
                    wrong(table, number, "kind", kind)
                start = 0
                for index, piece in enumerate(content.split(" ¦ ")):
                    found = text.find(piece, start)
                    if found < 0:
                        wrong(table, number, "is not in the text:", piece)
                        break
                    if index == 0:
                        found = text.find(piece, last + 1) if text.find(piece, last + 1) >= 0 else found
                        if found <= last:
                            wrong(table, number, "is out of reading order:", piece)
                        last = found
                    start = found + len(piece)
                for value in (words, speaker):
                    if value != "-" and value not in text:
                        wrong(table, number, "is not in the text:", value)
            if not 5 <= here <= 9:
                wrong(table, "has", here, "quotations")
        total = sum(kinds.values())
        print("quotations", folder.name, len(tables), "reports", total, dict(kinds), f"{kinds['direct'] / total:.0%} direct")


def times():
    value_form = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
    for table in sorted((HERE / "times").glob("*.tsv")):
        sentences = []
        for number, (date, sentence, expression, value) in rows(table, 4):
            sentences.append(sentence)
            if sentence.count(expression) != 1:
                wrong(table, number, "stands not once in its sentence:", expression)
            if not value_form.fullmatch(value):
                wrong(table, number, "value", value)
            for day in [date, *value.split("/")]:
                if len(day) == 10:
                    datetime.date.fromisoformat(day)
                elif len(day) == 7 and int(day[5:]) not in {*range(1, 13), *range(21, 25)}:
                    wrong(table, number, "month or season", day)
        once(table, sentences)
        print("times", table.stem, len(sentences))


def names():
    for table in sorted((HERE / "names").glob("*.tsv")):
        sentences, kinds = [], collections.Counter()
        for number, (sentence, name, kind) in rows(table, 3):
            sentences.append(sentence)
            kinds[kind] += 1
            if name not in sentence:
                wrong(table, number, "is not in its sentence:", name)
            if kind not in {"person", "organisation", "place"}:
                wrong(table, number, "kind", kind)
        once(table, sentences)
        print("names", table.stem, len(sentences), dict(kinds))


def pairs():
    table = HERE / "pairs.tsv"
    labels, between, sentences = collections.Counter(), collections.Counter(), []
    for number, (label, first, a, second, b, _note) in rows(table, 6):
        labels[label] += 1
        between["-".join(sorted((first, second)))] += 1
        sentences += [a, b]
        if label not in {"same", "different", "near"} or not {first, second} <= LANGUAGES or first == second:
            wrong(table, number, label, first, second)
    once(table, sentences)
    print("pairs", sum(labels.values()), dict(labels), dict(between))


def copies():
    kinds, names_of = collections.Counter(), []
    for _number, (name, kind) in rows(HERE / "copies.tsv", 2):
        names_of.append(name)
        kinds[kind] += 1
        for letter in "ab":
            report(HERE / "copies" / name / f"{letter}.txt", 80, 200)
    numbered(names_of, "copies")
    if sorted(folder.name for folder in (HERE / "copies").iterdir()) != sorted(names_of):
        wrong("copies.tsv does not name the folders of copies/")
    print("copies", dict(kinds))


def affairs():
    kinds, languages = collections.Counter(), collections.Counter()
    for folder in sorted(AFFAIRS.glob("[0-9][0-9]-*")):
        if int(folder.name[:2]) < 13:
            continue
        reports = {path.name for path in folder.glob("?.txt")}
        for path in folder.glob("?.txt"):
            report(path, 60, 160)
        claims = list(rows(folder / "claims.tsv", 4))
        if len(claims) != 6 or len({cells[1] for _number, cells in claims}) < 2:
            wrong(folder, "has not six claims in two languages")
        for _number, (kind, language, _claim, _note) in claims:
            kinds[kind] += 1
            languages[language] += 1
        for number, cells in rows(folder / "copies.tsv", 4):
            if not {cells[0], cells[1]} <= reports:
                wrong(folder, "copies.tsv", number, "names no report")
    print("affairs 13 to 24", dict(sorted(kinds.items())), dict(sorted(languages.items())))


def once(table, sentences):
    for sentence, number in collections.Counter(sentences).items():
        if number > 1:
            wrong(table, "has twice:", sentence)


for part in (quotations, times, names, pairs, copies, affairs):
    part()
print(*WRONG, sep="\n")
sys.exit(bool(WRONG))
