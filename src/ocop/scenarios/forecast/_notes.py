"""What a forecast must say of itself: how products are taken to behave, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.law.regime import Note
from ocop.scenarios.forecast._scene import Scene
from ocop.scenarios.forecast._totals import Totals
from ocop.text import Label
from ocop.words import Lang, decimal, in_words

__all__ = ["notes_of", "without_runs"]


def notes_of(scene: Scene) -> tuple[Note, ...]:
    """The notes of a forecast; those of its figures come last."""
    snapshot = scene.stock.snapshot
    return (*_MODEL, *_left_out(scene), *snapshot.notes)


def _left_out(scene: Scene) -> Iterator[Note]:
    stock = scene.stock
    if isinstance(stock, Totals):
        first, last = stock.days.first, stock.days.last
        supposed = scene.chain.suppose.stock_issued is None
        words = _SUPPOSED if supposed else _SAID
        vi, en = (
            words(lang).format(in_words(first, lang), in_words(last, lang)) for lang in _LANGS
        )
        yield Note(id="issue-days-supposed", label=Label(vi, en))
    elif stock.doubtful:
        vi, en = decimal(stock.doubtful, "vi"), decimal(stock.doubtful, "en")
        yield Note(
            id="rows-in-doubt",
            label=Label(
                f"{vi} dòng chưa rõ ngày hoặc tình trạng: tính theo ngày sớm nhất có thể",
                f"rows of which a day or the standing is not known: {en}; "
                "the earliest day possible is taken",
            ),
        )
    if scene.newcomers.suppose.new_entities is not None:
        yield _ENTITIES


_LANGS: tuple[Lang, ...] = ("vi", "en")


def _note(id_: str, vi: str, en: str) -> Note:
    return Note(id=id_, label=Label(vi, en))


_SUPPOSED = Label(
    "giả định: ngày cấp của sản phẩm còn hiệu lực rải đều trên thời hạn cuối, {} đến {}",
    "assumed: what is in force was issued evenly over the last term, {} to {}",
)
_SAID = Label(
    "ngày cấp của sản phẩm còn hiệu lực rải đều từ {} đến {}",
    "what is in force was issued evenly from {} to {}",
)
_MODEL = (
    _note(
        "independent-lines",
        "mỗi sản phẩm được coi là độc lập với các sản phẩm khác",
        "each product is taken to be independent of every other",
    ),
    _note(
        "lapsed-left-out",
        "sản phẩm đã hết hiệu lực trước ngày đầu không được tính là sẽ công nhận lại",
        "products that lapsed before the first day are not expected to be recognised again",
    ),
    _note(
        "extension-as-filed",
        "chỉ kéo dài giấy chứng nhận đã nộp hồ sơ đánh giá lại; sau đó không giả định kéo dài",
        "only what was filed for re-evaluation by the first day is extended; no later extension "
        "is supposed",
    ),
    _note(
        "dated-at-month-ends",
        "sản phẩm mới, nâng hạng và thu hồi tính vào ngày cuối tháng (sản phẩm mới theo đợt: "
        "ngày cuối đợt)",
        "newcomers, upgrades and withdrawals are dated at the ends of months (newcomers by "
        "rounds: at the ends of rounds)",
    ),
)
_ENTITIES = _note(
    "new-entities",
    "sản phẩm mới của chủ thể đã có sản phẩm không làm tăng số chủ thể",
    "newcomers of entities that have a product already add no entity",
)


def without_runs(why: Label | None) -> Label:
    """That runs are needed, and for what."""
    if why is None:
        return _NO_RUNS
    return Label(f"{_NO_RUNS.vi}: {why.vi}", f"{_NO_RUNS.en}: {why.en}")


_NO_RUNS = Label("cần mô phỏng (runs)", "runs are needed")
