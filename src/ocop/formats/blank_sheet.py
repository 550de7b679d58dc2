"""Blank sheets: TOML to fill in by hand."""

from __future__ import annotations

from ocop.data import toml_inline, toml_key, toml_string
from ocop.errors import checked_lang
from ocop.formats.sheet_kind import KINDS
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.sheet.sheet import Sheet
from ocop.words import Lang, escaped

__all__ = ["blank_sheet"]


def _criterion_lines(criterion: Criterion, lang: Lang) -> list[str]:
    words = {
        "vi": ("tối đa", "điểm", "đánh dấu các dòng đạt", "trường hợp"),
        "en": ("at most", "points", "list every line that holds", "case"),
    }[lang]
    most, points, many, case = words
    lines = [f"# {criterion.no} {criterion.label(lang)} ({most} {criterion.maximum} {points})"]
    if criterion.heading_star:
        lines[0] += f" {'★' * criterion.heading_star}"
    if criterion.choice == "many":
        lines.append(f"#   [{many}]")
    lines += [f"#   [{each.label(lang)}]" for each in criterion.conditions]
    lines += [f"#   [{each(lang)}]" for each in criterion.guidance]
    for option in criterion.options:
        star = f" {'★' * option.min_star}" if option.min_star else ""
        branch = f" [{case} {option.branch}]" if option.branch else ""
        lines.append(f"#   {option.no} = {option.points}{star}{branch} {option.label(lang)}")
    if criterion.zero_option is None and criterion.choice == "one":
        none = {"vi": "không đạt mức nào", "en": "none of these levels"}[lang]
        lines.append(f"#   0 = 0 {none}")
    lines.append(f"# {toml_key(criterion.no)} =")
    return lines


def blank_sheet(rubric: Rubric, lang: str) -> str:
    """A blank sheet as TOML, see :meth:`ocop.scoring.Rubric.blank_sheet`.

    Raises:
        InputError: another language.
    """
    lang = checked_lang(lang)
    words = {
        "vi": (
            "Bỏ dấu # và ghi số thứ tự mức đạt; ★ là mức tối thiểu cho số sao ấy",
            "Loại trừ: ghi mã vào danh sách nếu đúng",
            "Điều kiện: ghi mã vào danh sách nếu không có, rồi bỏ trống tiêu chí cần điều kiện ấy",
            "Phiếu của ai, có thể ghi thêm",
        ),
        "en": (
            "Take away the # and write the number of the level; ★ marks the least for that rank",
            "Exclusions: list the ids that hold",
            "Conditions: list the ids that are not met, and leave out the criteria that need them",
            "Whose sheet it is may be added",
        ),
    }[lang]
    lines = [f"# {rubric.title(lang)}: {escaped(rubric.citation(lang))}"]
    lines += [f"# {escaped(note.label(lang))}" for note in rubric.regime.notes]
    kind = KINDS[Sheet]
    lines += [
        f"# {words[0]}",
        f"type = {toml_string(kind.name)}",
        f"format = {kind.format}",
        f"regime = {toml_string(rubric.regime.id)}",
        f"set = {rubric.product_set.number}",
    ]
    lines.append(f"# {words[3]}")
    lines += [f"#   {name}: {label(lang)}" for name, label in OWNER_WORDS.items()]
    readings = rubric.rules.readings
    if readings.changed:
        pairs = (f"{name} = {toml_string(id_)}" for name, id_ in readings.changed.items())
        lines.append(f"readings = {{ {', '.join(pairs)} }}")
        lines += [f"#   {label(lang)}" for label in readings.labels]
    for key, laid in (("changes", rubric.rules.changes), ("what_if", rubric.what_if)):
        if laid:
            lines.append(f"{key} = {toml_inline([changes.to_dict() for changes in laid])}")
            lines += [f"#   {escaped(changes.title(lang))}" for changes in laid]
    lines += [
        "",
        f"# {words[1]}",
        *(f"#   {each.id}: {each.label(lang)}" for each in rubric.exclusions),
        "exclusions = []",
    ]
    conditions = {
        c.id: c.label for each in rubric.criteria for c in each.conditions if not c.criterion
    }
    if conditions:
        lines += [
            "",
            f"# {words[2]}",
            *(f"#   {key}: {label(lang)}" for key, label in conditions.items()),
            "unmet = []",
        ]
    lines += ["", "[choices]"]
    for group in rubric.groups:
        lines += ["", f"# {group.part}.{group.no} {group.label(lang)} ({group.maximum})"]
        for criterion in group.criteria:
            lines += _criterion_lines(criterion, lang)
    return "\n".join(lines) + "\n"
