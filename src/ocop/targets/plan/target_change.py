"""One target that an amended plan sets otherwise than the plan as it was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ocop.brief import Brief
from ocop.errors import checked_lang
from ocop.targets.plan.bound_words import bound_words
from ocop.targets.plan.target import Target
from ocop.text import Label
from ocop.words import Lang, Words

__all__ = ["TargetChange", "changes_between"]

#: What else of a target may differ, beside its bound, as it is called.
_WORDS = {
    "label": Label("lời chỉ tiêu", "its words"),
    "measure": Label("cách đo", "how it is measured"),
    "measures": Label("các cách tính", "the ways to count"),
    "period": Label("thời gian tính", "the days that count"),
    "priority": Label("thứ tự ưu tiên", "its priority"),
    "source": Label("nguồn", "its source"),
    "doubt": Label("điều chưa chắc", "its doubt"),
}
_ADDED = Label("Thêm chỉ tiêu {}: {}", "Target added, {}: {}")
_DROPPED = Label("Bỏ chỉ tiêu {}: {}", "Target dropped, {}: {}")
_CHANGED = Label("{}: {}", "{}: {}")
_OTHERWISE = Label("đổi {}", "otherwise: {}")


@attrs.frozen(kw_only=True, repr=False)
class TargetChange(Brief, Words):
    """One target that differs; called with a language it says how.

    Attributes:
        id: The id of the target.
        before: The target as it was decided; None where it was added.
        after: The target as it is now; None where it was dropped.
    """

    id: str
    before: Target | None
    after: Target | None

    def __call__(self, lang: str) -> str:
        """What is otherwise, in one line.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        words_in = checked_lang(lang)
        if self.before is None or self.after is None:
            words, target = (_ADDED, self.after) if self.before is None else (_DROPPED, self.before)
            assert target is not None  # noqa: S101 - for the type checker: it has one of the two
            return words(lang).format(target.label(lang), bound_words(target, words_in))
        return _CHANGED(lang).format(
            self.after.label(lang), "; ".join(_differences(self.before, self.after, words_in))
        )


def _differences(before: Target, after: Target, lang: Lang) -> Iterator[str]:
    bounds = [bound_words(target, lang) for target in (before, after)]
    if bounds[0] != bounds[1]:
        yield " → ".join(bounds)
    others = [
        words(lang)
        for name, words in _WORDS.items()
        if getattr(before, name) != getattr(after, name)
        and not (name == "period" and before.period.first == after.period.first)
    ]
    if others:
        yield _OTHERWISE(lang).format(", ".join(others))


def changes_between(before: Iterable[Target], after: Iterable[Target]) -> Iterator[TargetChange]:
    """Every target that differs, those that stayed first, then the added and the dropped.

    In which of its ways a target is measured is no change of the plan.
    """
    old = {target.id: _by_default(target) for target in before}
    new = {target.id: _by_default(target) for target in after}
    for id_ in {**new, **old}:
        was, now = old.get(id_), new.get(id_)
        if was != now:
            yield TargetChange(id=id_, before=was, after=now)


def _by_default(target: Target) -> Target:
    return target.measured(target.measures[0].id) if target.measures else target
