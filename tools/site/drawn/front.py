"""Tables of the README: the cycle, what is answered in each stage, the plans of provinces."""

from __future__ import annotations

from collections.abc import Iterator

from tools.site.language import Lang, words
from tools.site.markdown import NOTHING, cell, code, table

from ocop import cycle, targets
from ocop._cli.walk import CALLS
from ocop.targets.plan.measure import MilestoneDone

__all__ = ["answers", "provinces", "way"]

Stage = cycle.Stage

#: Targets of a plan that are shown; the others are counted.
_SHOWN = 3

_ANSWERS = {
    Stage.IDEAS: words(
        "who may bring a product; who does what next, and by when",
        "chủ thể nào được tham gia; việc tiếp theo là của ai, hạn đến ngày nào",
    ),
    Stage.REGISTRATION: words(
        "the rubric of the product set, the papers; what a half-filled sheet can still come to, "
        "what the whole one earns and why, the cheapest steps to a rank",
        "bộ tiêu chí, thành phần hồ sơ; phiếu chấm dở còn đạt được bao nhiêu điểm, phiếu chấm đủ "
        "được mấy sao và vì sao, cách ít tốn kém nhất để lên hạng",
    ),
    Stage.EVALUATION: words(
        "what a council's ballots come to under its regulation: average, minima, quorum, minutes",
        "kết luận từ phiếu của hội đồng theo quy chế: điểm bình quân, mức tối thiểu, số phiếu, "
        "biên bản",
    ),
    Stage.CERTIFICATION: words(
        "who recognises; the last valid day, the window to file again, extension and withdrawal",
        "cấp nào công nhận; ngày cuối hiệu lực, thời gian nộp hồ sơ đánh giá lại, kéo dài, thu hồi",
    ),
    Stage.PROMOTION: words(
        "what a register counts on a day, what of a plan is met or missing, what lapses, what "
        "will be",
        "sổ theo dõi còn bao nhiêu sản phẩm vào một ngày, chỉ tiêu nào đạt hay thiếu, giấy chứng "
        "nhận nào sắp hết hạn, dự báo",
    ),
}


def way(lang: Lang) -> str:
    """The cycle from stage to stage: what of :meth:`ocop.cycle.Stage.mermaid` leads elsewhere."""
    lines = [line for line in Stage.mermaid(lang).splitlines() if not _stays(line)]
    return "\n".join(["```mermaid", *lines, "```"])


def _stays(line: str) -> bool:
    """Whether an arrow leads back to its own stage, or out of the cycle."""
    start, arrow, rest = line.strip().partition(" --> ")
    return bool(arrow) and rest.partition(":")[0] in {start, "[*]"}


def answers(lang: Lang) -> str:
    head = words(
        "stage | steps of the yearly cycle | what the library answers | call | command",
        "bước | bước của chu trình hằng năm | thư viện trả lời gì | lời gọi | lệnh",
    )
    rows = [
        (
            stage.label(lang),
            "; ".join(step.label(lang) for step in stage.steps) or NOTHING,
            _ANSWERS[stage](lang),
            ", ".join(code(call) for _, call in CALLS[stage]).replace("{aim}", "4"),
            ", ".join(dict.fromkeys(code(" ".join(line.split()[:2])) for line, _ in CALLS[stage])),
        )
        for stage in Stage
    ]
    return table(head(lang).split(" | "), rows)


def provinces(lang: Lang) -> str:
    head = words(
        "province | plan | period | what it says | valid at its start",
        "tỉnh | kế hoạch | thời kỳ | nội dung | còn hiệu lực đầu kỳ",
    )
    rows = []
    for plan in targets.plans():
        if plan.province is None:
            continue
        start = None if plan.baseline is None else plan.baseline.valid
        said = "<br>".join(_said(plan, lang))
        rows.append(
            (
                plan.province,
                code(plan.id),
                plan.period(lang),
                said,
                NOTHING if start is None else start,
            )
        )
    return table(head(lang).split(" | "), rows)


def _said(plan: targets.Plan, lang: Lang) -> Iterator[str]:
    """A few targets of a plan, those that have a number first; and how many more there are."""
    report = plan.evaluate(on=plan.period.last).explain(lang)
    pairs = [*zip(plan.targets, report.rows, strict=True)]
    pairs.sort(key=lambda pair: isinstance(pair[0].measure, MilestoneDone))
    for _, row in pairs[:_SHOWN]:
        yield f"{cell(row['target'])}: {row['bound']}"
    more = len(pairs) - _SHOWN
    if more > 0:
        yield words(f"and {more} more", f"và {more} chỉ tiêu khác")(lang)
