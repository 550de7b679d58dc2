"""The words of reports, and how days, counts and numbers are told in a language."""

from __future__ import annotations

from fractions import Fraction

from ocop.law.entity import entity_kind
from ocop.law.product_set import product_groups
from ocop.targets._home import newest
from ocop.targets.registry.standing import IN_FORCE
from ocop.targets.snapshot.asked import Again, Asked, CountedEvent
from ocop.targets.snapshot.figure import Number
from ocop.targets.where import Where
from ocop.text import Label
from ocop.words import Lang

__all__ = ["WORDS", "count_label", "count_words", "in_sentence", "plain_number", "stars_words"]

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
        "cần {} mỗi tháng nếu được công nhận lại hết, {} nếu không",
        "{} a month if all are renewed, {} if none",
    ),
    "none_renewed": Label(
        "không cần thêm nếu được công nhận lại hết, cần {} mỗi tháng nếu không",
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
        "Số liệu còn thiếu, cần ghi vào tệp số liệu (tệp mẫu: ocop plan … --template)",
        "Missing, to be given in a file of figures (a blank one: ocop plan … --template)",
    ),
    "least_all": Label(
        "Ít nhất để đạt cùng lúc {} chỉ tiêu về sản phẩm, chủ thể",
        "The least to meet {} targets on products and entities at once",
    ),
    "least_none": Label("không công nhận lại", "nothing renewed"),
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


def count_words(asked: Asked, lang: Lang) -> str:
    """What a published total counts, in words: ``đã công nhận, 3 sao``."""
    where = asked.where
    heads = {"products": WORDS["products"](lang), "entities": WORDS["whose"](lang)}
    words = [heads[asked.of]] if asked.of in heads else []
    if asked.event is not None:
        assert asked.within is not None  # noqa: S101 - an event has its days
        words += [_EVENTS[asked.event](lang), asked.within(lang)]
        words += [] if asked.then is None else [_AGAIN[asked.then](lang)]
    else:
        words.append(in_sentence(_standing_words(where, lang)))
    if where.stars:
        either = {"vi": " hoặc ", "en": " or "}[lang]
        words.append(either.join(stars_words(stars, lang) for stars in where.stars))
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


def count_label(asked: Asked) -> Label:
    """What a published total counts, as a heading in both languages."""
    vi, en = count_words(asked, "vi"), count_words(asked, "en")
    return Label(vi[:1].upper() + vi[1:], en[:1].upper() + en[1:])


def _standing_words(where: Where, lang: Lang) -> str:
    if where.status == Where.of(status="recognised").status:
        return WORDS["recognised"](lang)
    if where.status == IN_FORCE:
        return WORDS["in_force"](lang)
    return ", ".join(in_sentence(each.label(lang)) for each in where.status)


_EVENTS: dict[CountedEvent, Label] = {
    "recognised": Label("được công nhận", "recognised"),
    "new": Label("được công nhận lần đầu", "recognised for the first time"),
    "upgraded": Label("được nâng hạng", "upgraded"),
    "re-recognised": Label("được công nhận qua đánh giá lại", "recognised by a re-evaluation"),
    "kind-unknown": Label("được công nhận, chưa rõ trường hợp", "recognised, of unknown kind"),
    "lapsed": Label("hết hạn", "lapsed"),
    "withdrawn": Label("bị thu hồi", "withdrawn"),
    "superseded": Label("được thay thế", "superseded"),
    "revived": Label("có hiệu lực trở lại", "revived"),
    "proposed": Label("đề xuất 5 sao", "proposed for 5★"),
    "due": Label("đến hạn", "due to end"),
}
_AGAIN: dict[Again, Label] = {
    "any": Label("sau đó được công nhận lại", "recognised again since"),
    "upgrade": Label("sau đó được nâng hạng", "upgraded since"),
    "re-evaluation": Label(
        "sau đó được công nhận qua đánh giá lại", "recognised by a re-evaluation since"
    ),
}
_KINDS = {
    "first": Label("công nhận mới", "first recognitions"),
    "upgrade": Label("nâng hạng", "upgrades"),
    "re-evaluation": Label("đánh giá lại", "re-evaluations"),
}


def stars_words(stars: int, lang: Lang) -> str:
    """A rank: ``3 sao``, ``3★``."""
    return f"{stars} sao" if lang == "vi" else f"{stars}★"
