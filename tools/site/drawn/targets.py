"""Tables of registries, plans and what a new table of criteria leaves open."""

from __future__ import annotations

from tools.site.language import Lang, share, words
from tools.site.markdown import NOTHING, code, table

from ocop import crosswalk, targets

__all__ = ["columns", "crosswalks", "plans"]


def columns(lang: Lang) -> str:
    head = words("column | in words | also read", "cột | tên cột | cũng đọc được")
    needed = words(" (needed)", " (phải có)")
    rows = [
        (
            code(one.id) + (needed(lang) if one.required else ""),
            one.label.vi,
            ", ".join(one.synonyms) or NOTHING,
        )
        for one in targets.columns()
    ]
    return table(head(lang).split(" | "), rows)


def plans(lang: Lang) -> str:
    head = words(
        "id | plan | period | targets | source", "id | kế hoạch | thời kỳ | số chỉ tiêu | nguồn"
    )
    rows = [
        (
            code(plan.id),
            plan.title(lang),
            plan.period(lang),
            len(plan.targets),
            "; ".join(dict.fromkeys(target.source(lang) for target in plan.targets)),
        )
        for plan in targets.plans()
    ]
    return table(head(lang).split(" | "), rows)


def crosswalks(lang: Lang) -> str:
    head = words(
        "set | criteria | certain | narrowed | open | not certain",
        "bộ | số tiêu chí | chắc chắn | thu hẹp | để ngỏ | chưa chắc chắn",
    )
    rows = []
    for laid in crosswalk("148", "26"):
        certain, left_open = (
            sum(getattr(row, f"is_{end}") for row in laid.rows) for end in ("closed", "open")
        )
        rows.append(
            (
                laid.new.product_set.number,
                len(laid.rows),
                certain,
                len(laid.rows) - certain - left_open,
                left_open,
                share(laid.open_share, lang),
            )
        )
    return table(head(lang).split(" | "), rows)
