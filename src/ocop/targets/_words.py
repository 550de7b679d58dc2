"""The words of reports, and how days, counts and numbers are told in a language."""

from __future__ import annotations

from fractions import Fraction

from ocop.law.entity import entity_kind
from ocop.law.product_set import product_groups
from ocop.targets._home import newest
from ocop.targets.registry.standing import IN_FORCE
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.where import Where
from ocop.text import Label
from ocop.words import Lang

__all__ = ["WORDS", "count_words", "in_sentence", "plain_number", "stars_words"]

WORDS = {
    "target": Label("Chỉ tiêu", "Target"),
    "value": Label("Thực hiện", "Value"),
    "bound": Label("Kế hoạch", "Bound"),
    "gap": Label("Còn thiếu", "Gap"),
    "status": Label("Kết quả", "Status"),
    "pace": Label("Tiến độ", "Pace"),
    "reason": Label("Lý do, ghi chú", "Reason, remarks"),
    "source": Label("Nguồn", "Source"),
    "plan_source": Label("Nguồn của chỉ tiêu", "Source of the targets"),
    "by": Label("đến", "by"),
    "aim": Label("{} (mục tiêu: {})", "{} (target: {})"),
    "at_least": Label("ít nhất", "at least"),
    "at-least": Label("tối thiểu {}", "at least {}"),
    "strive": Label("phấn đấu {}", "strive for {}"),
    "over": Label("trên {}", "over {}"),
    "about": Label("khoảng {}", "about {}"),
    "at_most": Label("nhiều nhất {}", "at most {}"),
    "between": Label("từ {} đến {}", "{} to {}"),
    "a_year": Label("{} mỗi năm", "{} in each year"),
    "year": Label("năm {}: {}", "{}: {}"),
    "done": Label("đã xong", "done"),
    "not_done": Label("chưa xong", "not done"),
    "to_do": Label("phải xong", "to be done"),
    "of": Label("trên", "of"),
    "unknown": Label("chưa biết", "unknown"),
    "more": Label("{} nữa", "{} more"),
    "add-outside": Label("thêm {} ngoài phần này", "{} more outside the part"),
    "take-away": Label("thừa {}", "{} too many"),
    "change": Label("hoặc {} trong số đã có chuyển lên", "or {} of those there changed"),
    "ahead": Label("vượt tiến độ {}", "ahead by {}"),
    "behind": Label("chậm tiến độ {}", "behind by {}"),
    "on_pace": Label("đúng tiến độ", "on the line"),
    "a_month": Label("cần {} mỗi tháng", "{} a month needed"),
    "lapses_unknown": Label(
        "cần {} mỗi tháng, chưa tính số hết hiệu lực", "{} a month needed, lapsing not counted"
    ),
    "both_ends": Label(
        "cần {} mỗi tháng nếu gia hạn được hết, {} nếu không",
        "{} a month if all are renewed, {} if none",
    ),
    "none_renewed": Label(
        "không cần thêm nếu gia hạn được hết, cần {} mỗi tháng nếu không",
        "none needed if all are renewed, {} a month if none",
    ),
    "ending": Label("{} hết hiệu lực trước {}", "{} end by {}"),
    "on": Label("ngày", "on"),
    "as_of": Label("số liệu ngày {}", "figures of {}"),
    "doubt": Label("chưa chắc", "doubt"),
    "lacking": Label("còn thiếu ở", "lacking in"),
    "taken": Label("cách tính", "counted"),
    "baseline": Label("Số gốc, ngày {}", "Baseline of {}"),
    "note": Label("Ghi chú", "Note"),
    "reading": Label("Cách hiểu", "Reading"),
    "amended": Label(
        "Kế hoạch giả định, khác kế hoạch đã ban hành:",
        "A what-if: the plan differs from the one that was decided:",
    ),
    "period": Label("Thời kỳ", "Period"),
    "missing": Label(
        "Số liệu còn thiếu, cần ghi vào tệp số liệu", "Missing, to be given in a file of figures"
    ),
    "least_all": Label(
        "Ít nhất để đạt cùng lúc {} chỉ tiêu về sản phẩm, chủ thể",
        "The least to meet {} targets on products and entities at once",
    ),
    "least_none": Label("không gia hạn", "nothing renewed"),
    "add": Label("thêm {} sản phẩm ({})", "{} products more ({})"),
    "add_none": Label("không cần thêm", "none needed"),
    "new_entities": Label("chủ thể mới {} ({})", "{} new entities ({})"),
    "other_kind": Label("loại khác", "of other kinds"),
    "recognised": Label("Đã công nhận", "Recognised so far"),
    "in_force": Label("Còn hiệu lực, kể cả được kéo dài", "Valid, extended ones included"),
    "products": Label("Sản phẩm", "Products"),
    "whose": Label("Chủ thể", "Entities"),
    "entities": Label("Chủ thể có sản phẩm còn hiệu lực", "Entities with a product in force"),
    "nearly": Label("gần {}", "nearly {}"),
    "surely": Label("ít nhất", "at least"),
}


def plain_number(value: Number | bool | None) -> int | str | bool | None:
    """A value as JSON has it: whole numbers as they are, others exact as text, ``"11/217"``."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def in_sentence(text: str) -> str:
    """Words as they stand within a sentence."""
    return text[:1].lower() + text[1:]


def count_words(count: PublishedCount, lang: Lang) -> str:
    """What a published total counts, in words: ``đã công nhận, 3 sao``."""
    where = count.where
    if where.status == Where.of(status="recognised").status:
        standing = WORDS["recognised"](lang)
    elif where.status == IN_FORCE:
        standing = WORDS["in_force"](lang)
    else:
        standing = ", ".join(in_sentence(each.label(lang)) for each in where.status)
    heads = {"products": WORDS["products"](lang), "entities": WORDS["whose"](lang)}
    words = [heads[count.of]] if count.of in heads else []
    words.append(in_sentence(standing))
    words += [stars_words(stars, lang) for stars in where.stars]
    words += [in_sentence(entity_kind(kind).label(lang)) for kind in where.entity_kinds]
    words += [str(each.label(lang)) for each in where.sets]
    words += [
        in_sentence(each.label(lang))
        for each in product_groups(newest())
        if each.id in where.groups
    ]
    words += [*where.provinces, *where.districts, *where.communes]
    words += [_KINDS[kind](lang) for kind in where.kinds]
    if where.issued is not None:
        words.append(where.issued(lang))
    return ", ".join(words)


_KINDS = {
    "first": Label("công nhận mới", "first recognitions"),
    "upgrade": Label("nâng hạng", "upgrades"),
    "re-evaluation": Label("đánh giá lại", "re-evaluations"),
}


def stars_words(stars: int, lang: Lang) -> str:
    """A rank: ``3 sao``, ``3★``."""
    return f"{stars} sao" if lang == "vi" else f"{stars}★"
