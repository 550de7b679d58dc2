"""Vectors: the built-in checks as JSON, for engines in other languages to hold themselves to.

A vector is a case as a file of checks could say it, with nothing left to be filled in: each row of
a table is one of its own, every choice of a sheet stands in it, and what is expected is a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from ocop._version import __version__
from ocop.checks.builtin import builtin_files
from ocop.checks.case_file import Check, Unreadable, read_table
from ocop.checks.files import SUFFIX
from ocop.data import folder_of
from ocop.law.question import reading_questions
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["check_of", "vector", "vectors", "vectors_document"]

#: What the keys of the document and of its cases are.
_KEYS = {
    "readings": Label(
        "Cách hiểu mặc định của từng câu hỏi mà luật im lặng",
        "The default reading of every question on which the law is silent",
    ),
    "id": Label("Tệp và số thứ tự của ca", "The file of the case, and its number in it"),
    "name": Label("Tên ca", "What the case is called"),
    "source": Label("Căn cứ trong luật", "Its source in law"),
    "rules": Label(
        "Cách hiểu và sửa đổi của ca; không có thì mặc định",
        "The readings and changes of the case; where they are not there, the default",
    ),
    "expect": Label(
        "Các bảng mong đợi: ngày hoặc chỉ tiêu được hỏi, và giá trị của từng trường",
        "Tables: the day or the target that is asked about, and the value of each field",
    ),
    "refused": Label(
        "Mã của lỗi, hoặc các việc phải bị từ chối",
        "The code of a fault, or the events that are to be refused",
    ),
}
_ABOUT = Label(
    "Mỗi ca còn một khóa là điều được xét. Số không nguyên viết trong nháy: số thập phân, phân "
    "số, hoặc số phần trăm được hiển thị. Danh sách không kể thứ tự.",
    "One more key of each case is what it is about. A number that is not whole is in quotes: a "
    "decimal, a fraction, or a percentage as shown. Lists are in no order.",
)


def vectors() -> Iterator[dict[str, Any]]:
    """Every case of the built-in checks as plain data, in the order of the files."""
    folder = Path(folder_of("ocop.checks")) / "cases"
    for file in builtin_files():
        stem = file.path.relative_to(folder).as_posix().removesuffix(SUFFIX)
        numbered = enumerate(file.read().checks, 1)
        checks = [(n, check) for n, check in numbered if isinstance(check, Check)]
        yield from ({"id": f"{stem}#{n}", **vector(check)} for n, check in checks)


def vectors_document() -> dict[str, Any]:
    """All of them as one document, with what it says of itself and the default readings."""
    return {
        "type": "vectors",
        "format": 1,
        "about": {"vi": _ABOUT.vi, "en": _ABOUT.en},
        "keys": {key: {"vi": label.vi, "en": label.en} for key, label in _KEYS.items()},
        "ocop": __version__,
        "readings": {one.id: one.readings[0].id for one in reading_questions()},
        "cases": list(vectors()),
    }


def vector(check: Check) -> dict[str, Any]:
    """A case as plain data, with nothing left to be filled in."""
    rules = check.setting.rules
    given = check.subject.whole(check.given, rules)
    differing = {key: value for key, value in rules.to_dict().items() if value}
    expect = [{**one.asked, **one.fields} for one in check.expectations]
    table = {
        "name": check.name,
        "source": check.source,
        **({"rules": differing} if differing else {}),
        **given,
        **({"expect": expect} if expect else {}),
        **({} if check.refused is None else {"refused": check.refused}),
    }
    plain: dict[str, Any] = _plain(table)
    return plain


def check_of(case: Mapping[str, Any], rules: Rules | None = None) -> Check | Unreadable:
    """The case that a vector says, ready to be run.

    Raises:
        InputError: it could stand in no file of checks.
    """
    own = {key: value for key, value in case.items() if key != "id"}
    (check,) = read_table({"case": [own]}, rules=rules)
    return check


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a case
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | Fraction):
        return str(value)
    return value
