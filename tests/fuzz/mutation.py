"""Valid documents made wrong: one to three changes of their structure or their text, by a seed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

#: What stands where something else should.
HOSTILE = (
    None, True, False, 0, 1, -1, 3, 10**18, -(10**18), 10**400, 0.5, 1e308, float("inf"), float("nan"),
    "", " ", "0", "3", "none", "26", "x" * 5_000, "a\u0301", "\u202e", "\x00", "\ud800", "９", "½",
    "2026-02-30", "2026-06-01", "01/06/2026", "9" * 5_000, "1/0", "1/3", "-1/2", "1e400",
    "province", "tỉnh", [], {}, [[]], [None], [1, 1], {"": 1}, {"type": "sheet"}, {"format": 2},
    date.min, date.max, date(2026, 6, 1), datetime(2026, 6, 1, 1, tzinfo=UTC), Fraction(1, 3), b"x", (), ("x",), {1, 2},
)  # fmt: skip
KEYS = (
    "",
    "type",
    "format",
    "rules",
    "x",
    "\x00",
    "on",
    "rows",
    "kind",
    "set",
    "id",
    "__class__",
    "1.1",
    3,
)


def places(value, path=()):
    """The path of every value in a document, its own first."""
    yield path
    pairs = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        pairs = enumerate(value)
    for key, inner in pairs:
        yield from places(inner, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def copied(value):
    """What can be changed as another; copy.deepcopy takes ten times as long."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def _change_table(random, table):
    key, other = random.choice(list(table)), random.choice(list(table))
    kind = random.randrange(5)
    if kind == 0:
        del table[key]
    elif kind == 1:
        table[random.choice(KEYS)] = table.pop(key)
    elif kind == 2:
        table[key], table[other] = table[other], table[key]
    elif kind == 3:
        table[random.choice(KEYS)] = copied(table[key])
    else:
        table[key] = {key: table[key]}


def _change_list(random, rows):
    kind = random.randrange(4)
    if kind == 0:
        rows.append(copied(random.choice(rows)))
    elif kind == 1:
        rows.pop(random.randrange(len(rows)))
    elif kind == 2:
        random.shuffle(rows)
    else:
        rows *= random.choice((2, 50))


def _put(random, data, new):
    path = random.choice(list(places(data)))
    if not path:
        return new
    at(data, path[:-1])[path[-1]] = new
    return data


def _nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def wrong(random, data):
    """A copy of plain data with one to three changes of its structure."""
    data = copied(data)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        target = at(data, random.choice(list(places(data))))
        if isinstance(target, dict) and target and random.random() < 0.6:
            _change_table(random, target)
        elif isinstance(target, list) and target and random.random() < 0.6:
            _change_list(random, target)
        else:
            data = _put(random, data, copied(random.choice(HOSTILE)))
    if random.random() < 0.02:  # last: what is nested so cannot be copied
        data = _put(random, data, _nested(random.choice((60, 5_000))))
    return data


#: Pieces of text that TOML, JSON or CSV take for something.
PIECES = (
    '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ":", ",", ".", "#", "\\", "\\u0000", "\\ud800",
    "\n", "\r", "\r\n", "\t", ";", "|", "\ufeff", "\x00", "\x1b", "\u2028", "\u202e", "“", "”", "1,5", "1_000",
    "0x", "0x" + "f" * 300, "9" * 400, "1e999", "nan", "-inf", "null", "None", "true", "NaN", "2026-13-01",
    "a.b.c.d = 1\n", "[a]\n[a]\n", "a = 1\na = 2\n", "[" * 200, "{" * 200, "x" * 3_000, "=SUM(1)", "a." * 300,
)  # fmt: skip


def garbled(random, text):
    """A text with one to four spans taken out, doubled, moved or put in."""
    for _ in range(random.choice((1, 1, 2, 4))):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 1, 1, 2, 5, 40)))
        new = random.choice(("", random.choice(PIECES), random.choice(PIECES), text[start:end] * 2))
        text = text[:start] + new + text[end:]
    return text
