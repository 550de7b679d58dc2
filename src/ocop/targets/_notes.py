"""What a registry and a snapshot of it say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop.cycle.certificate.term import last_valid_day
from ocop.law.question import reading_questions
from ocop.law.regime import Note
from ocop.targets.registry._bits import chosen
from ocop.targets.registry.column import header_names
from ocop.targets.registry.standing import Standing
from ocop.text import Label
from ocop.words import decimal, in_words, surely_meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ocop.targets.registry._table import Table

__all__ = ["reading_notes", "registry_notes", "snapshot_notes"]


def reading_notes(table: Table, set_aside: int) -> tuple[Note, ...]:
    """How much of a file could not be read."""
    notes = []
    if set_aside:
        vi, en = decimal(set_aside, "vi"), decimal(set_aside, "en")
        notes.append(
            Note(
                id="rows-set-aside",
                label=Label(
                    f"{vi} dòng không đọc được tên, hạng sao hoặc ngày công nhận, hoặc trùng: "
                    "không tính vào số nào, nên số thật có thể lớn hơn",
                    f"rows without a readable name, rank or day of issue, or there twice: {en}; "
                    "they are in no figure, so that each may be too low",
                ),
            )
        )
    if table.unknown_cells:
        vi, en = decimal(table.unknown_cells, "vi"), decimal(table.unknown_cells, "en")
        notes.append(
            Note(
                id="cells-unread",
                label=Label(
                    f"{vi} ô không đọc được: coi là chưa biết",
                    f"cells that could not be read: {en}; what they say is unknown",
                ),
            )
        )
    return tuple(notes)


def registry_notes(table: Table) -> tuple[Note, ...]:
    """What is not as it should be among the records, and how it was counted."""
    notes = []
    if late := table.lives.recorded_late:
        notes.append(
            Note(
                id="superseded-recorded-late",
                label=Label(
                    f"{late} bản ghi có ngày thay thế muộn hơn công nhận mới của chính sản phẩm: "
                    "tính theo ngày sớm hơn",
                    f"{late} of the rows record a later day of supersession than that of the "
                    "product's new recognition: the earlier day counts",
                ),
            )
        )
    notes += [*_other_ends(table), *_unknown_columns(table), *_one_district(table)]
    return tuple(notes)


def _other_ends(table: Table) -> Iterator[Note]:
    """The recorded last days that are not the law's, and the reading that would explain them."""
    differing = [
        each
        for n, each in enumerate(table.rows)
        if each.ends_on is not None
        and each.certified
        and not each.until
        and each.ends_on != table.lives.last_valid_day(n)
    ]
    if not differing:
        return
    number = len(differing)
    vi = f"{number} bản ghi có ngày cuối hiệu lực khác thời hạn theo luật: tính theo luật"
    en = f"{number} of the rows record another last valid day than the law's term: the law's counts"
    (question,) = (each for each in reading_questions() if each.id == "last_valid_day")
    for reading in question.readings:
        rules = table.rules.read(last_valid_day=reading.id)
        explained = sum(
            last_valid_day(each.issued_on, valid_from=each.valid_from, rules=rules) == each.ends_on
            for each in differing
        )
        if explained:
            vi += f"; {explained} khớp cách hiểu last_valid_day = {reading.id}"
            en += f"; {explained} agree with the reading last_valid_day = {reading.id}"
    yield Note(id="ends-on-differs", label=Label(vi, en))


def _unknown_columns(table: Table) -> Iterator[Note]:
    """The columns that nobody knows, each with the one that is surely meant."""
    headers = dict.fromkeys(header for each in table.rows if each.others for header in each.others)
    if headers:
        vi, en = (", ".join(_named(header, lang) for header in headers) for lang in ("vi", "en"))
        yield Note(
            id="columns-unknown",
            label=Label(f"Cột không rõ, giữ nguyên: {vi}", f"Columns kept and not read: {en}"),
        )


def _named(header: str, lang: str) -> str:
    meant = surely_meant(header, header_names())
    name = in_words(header, lang)
    if meant is None:
        return name
    return f"{name} ({'có phải là' if lang == 'vi' else 'is meant'} {in_words(meant, lang)}?)"


def _one_district(table: Table) -> Iterator[Note]:
    """The districts that are written in two ways."""
    if table.one_district:
        pairs = ", ".join(f"{bare} = {whole}" for bare, whole in table.one_district)
        yield Note(
            id="one-district",
            label=Label(f"Coi là một huyện: {pairs}", f"Taken for one district: {pairs}"),
        )


def snapshot_notes(table: Table, standings: Mapping[Standing, int]) -> tuple[Note, ...]:
    """What is not known of the rows on a day, and what waits."""
    notes = []
    if unknown := standings[Standing.END_UNKNOWN].bit_count():
        first = table.rules.regimes()[0].first_day
        notes.append(
            Note(
                id="end-unknown",
                label=Label(
                    f"{unknown} công nhận trước ngày {first:%d/%m/%Y}, theo quy định riêng của "
                    "tỉnh, chưa rõ thời hạn: ghi ngày cuối hiệu lực vào cột ends_on",
                    f"{unknown} recognitions from before {first}, under a province's own rules, "
                    "have no recorded end: write the last valid day in the column ends_on",
                ),
            )
        )
    waiting = chosen(table.rows, standings[Standing.PENDING])
    oldest = min(waiting, key=lambda each: (each.issued_on, each.name), default=None)
    if oldest is not None:
        vi, en = (
            in_words(oldest.issued_on, lang)
            if "issued_on" not in oldest.until
            else oldest.issue_days(lang)
            for lang in ("vi", "en")
        )
        notes.append(
            Note(
                id="oldest-proposal",
                label=Label(
                    f"Đề xuất 5 sao chờ lâu nhất: {oldest.name}, từ ngày {vi}; "
                    "không có quy định nào đặt hạn cho đề xuất",
                    f"The oldest proposal that waits: {oldest.name}, since {en}; "
                    "no rule ends a proposal",
                ),
                day=oldest.issued_on,
            )
        )
    return tuple(notes)
