"""Refusals: why an event may not happen to a product, as data and in words."""

from __future__ import annotations

from typing import Any

import attrs

from ocop.brief import Brief
from ocop.cycle.application.event import Event
from ocop.cycle.application.event_rule import event_rule
from ocop.cycle.application.stage import Stage
from ocop.errors import OcopError, checked_lang, fault
from ocop.frozen_map import FrozenMap
from ocop.law.citation import citation
from ocop.law.level import Level
from ocop.text import Label
from ocop.words import Lang, Words, in_words

__all__ = ["Refusal", "Refused", "TransitionNotAllowed"]

_WORDS = {
    "entity-left": Label(
        "chủ thể đã rút khỏi chương trình với sản phẩm này",
        "the entity has left the programme with this product",
    ),
    "before-last-event": Label(
        "{on} là trước việc gần nhất, ngày {last}", "{on} comes before the last event, on {last}"
    ),
    "dossier-under-way": Label(
        "đang có một hồ sơ, nộp ngày {filed}; luật không nói có được nộp hai hồ sơ cùng lúc, thư "
        "viện chỉ nhận lần lượt",
        "a dossier is under way, filed on {filed}; whether two may be the law does not say, and "
        "the library takes one at a time",
    ),
    "idea-first": Label(
        "ý tưởng sản phẩm mới phải được chấp nhận trước, theo cách hiểu “idea_first=required” của "
        "thư viện; luật không quy định",
        "the idea of a new product is accepted first, by the library's reading "
        "idea_first=required; the law is silent",
    ),
    "no-such-step": Label(
        "bước này không có việc ấy", "the table has no such step from this stage"
    ),
    "no-idea": Label("chưa gửi ý tưởng nào", "no idea is handed in"),
    "idea-pending": Label(
        "đã gửi một ý tưởng và đang chờ trả lời",
        "an idea is handed in already and awaits its answer",
    ),
    "entity-kind": Label(
        "{kind} không thuộc các chủ thể được đăng ký sản phẩm",
        "{kind}: not among those who may bring a product",
    ),
    "entity-kind-of-set": Label(
        "{kind} không thuộc các chủ thể được đăng ký sản phẩm của bộ {set}",
        "{kind}: not among those who may bring a product of set {set}",
    ),
    "lapse-first": Label(
        "phải ghi nhận giấy chứng nhận hết hiệu lực trước, theo cách hiểu “lapse=noted-first” của "
        "thư viện; luật không quy định",
        "the end of the certificate is noted first, by the library's reading "
        "lapse=noted-first; the law is silent",
    ),
    "holds-stars": Label(
        "sản phẩm đang có {stars} sao đến {last}; hãy nộp hồ sơ nâng hạng hoặc đánh giá lại",
        "the product holds {stars}★ until {last}; file an upgrade or a re-evaluation",
    ),
    "no-certificate": Label(
        "sản phẩm không có giấy chứng nhận còn hiệu lực ngày {on}",
        "the product holds no valid certificate on {on}",
    ),
    "nothing-above": Label("không có hạng nào trên {stars} sao", "nothing stands above {stars}★"),
    "decided": Label(
        "đã có kết quả đánh giá lại: {stars} sao từ ngày sau",
        "its re-evaluation is decided: {stars}★ from then on",
    ),
    "too-early": Label(
        "quá sớm: thời gian nộp bắt đầu ngày {day}", "too early: the window opens on {day}"
    ),
    "too-late": Label(
        "quá muộn: thời gian nộp đã hết ngày {day}", "too late: the window closed on {day}"
    ),
    "lapsed": Label(
        "sản phẩm không có giấy chứng nhận còn hiệu lực ngày {on}: ngày cuối hiệu lực là {last}; "
        "đã hết hiệu lực thì đánh giá từ đầu",
        "the product holds no valid certificate on {on}: the last valid day was {last}; what has "
        "lapsed starts anew",
    ),
    "does-not-screen": Label(
        "hồ sơ đang ở {level}, là cấp không thẩm định",
        "the dossier lies with the {level}, which does not screen",
    ),
    "screens-first": Label(
        "{level} thẩm định hồ sơ trước", "the {level} assesses the dossier first"
    ),
    "sent-up-without-council": Label(
        "{level} chuyển hồ sơ của sản phẩm 5★ lên trên, không qua hội đồng",
        "the {level} sends the dossier of a 5★ product up without a council",
    ),
    "result-stands": Label(
        "hội đồng đã đánh giá, kết quả còn nguyên",
        "the council has evaluated, and its result stands",
    ),
    "needs-council": Label(
        "{level} không chuyển hồ sơ lên trên khi chưa qua hội đồng",
        "the {level} does not send it up without a council",
    ),
    "result": Label("theo kết quả thì: {follows}", "what follows from the result: {follows}"),
    "result-by-reading": Label(
        "theo kết quả thì: {follows}, theo cách hiểu “upgrade_without_gain” của thư viện; luật "
        "không quy định",
        "what follows from the result: {follows}, by the library's reading upgrade_without_gain; "
        "the law is silent",
    ),
    "issued-that-day": Label(
        "đã cấp một giấy chứng nhận ngày {on}", "a certificate is issued on {on} already"
    ),
    "lapse-noted": Label("đã ghi nhận hết hiệu lực", "its end is noted already"),
    "not-lapsed": Label(
        "chưa có giấy chứng nhận nào hết hiệu lực đến ngày {on}",
        "no certificate has lapsed by {on}",
    ),
    "other-actor": Label(
        "không phải việc của {level}, mà của {who}", "not an act of the {level}, but of the {who}"
    ),
    "other-level": Label("hồ sơ đang ở {level}", "the dossier lies with the {level}"),
    "no-such-set": Label("không có bộ sản phẩm {set}", "there is no product set {set}"),
    "other-law": Label(
        "chấm theo quy định khác với quy định của hồ sơ này",
        "judged under another law than this application's",
    ),
    "other-rubric": Label(
        "chấm theo bộ tiêu chí của “{judged}”, trong khi phải theo “{holds}”{because}",
        "judged by the rubric of '{judged}', where '{holds}' holds{because}",
    ),
    "other-set": Label(
        "chấm theo bộ {judged}, nhưng hồ sơ nộp ở bộ {filed}",
        "judged as product set {judged}, but filed in {filed}",
    ),
    "other-set-renumbered": Label(
        "chấm theo bộ {judged}, nhưng hồ sơ nộp ở bộ {filed} của {under}, nay là {now}",
        "judged as product set {judged}, but filed in {filed} of {under}, which is now {now}",
    ),
    "other-stars": Label(
        "{stars} sao, nhưng kết quả là {result} sao", "{stars}★, but the result is {result}★"
    ),
    "other-withdrawer": Label(
        "{level} thu hồi sản phẩm {stars} sao, không phải {by}",
        "{stars}★ are withdrawn by the {level}, not the {by}",
    ),
}
_OR = Label("hoặc", "or")


@attrs.frozen(repr=False)
class Refusal(Brief, Words):
    """Why an event may not happen; ``str`` says it in English.

    Attributes:
        code: Which reason it is, such as ``"too-early"``.
        values: What the words speak of, by name: days, levels, numbers.
    """

    code: str
    values: FrozenMap[str, object] = attrs.field(factory=FrozenMap)

    def __call__(self, lang: str) -> str:
        """The reason in ``lang``.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        language = checked_lang(lang)
        values = {name: _said(value, language) for name, value in self.values.items()}
        return _WORDS[self.code](language).format(**values)

    @property
    def en(self) -> str:
        """The reason in English."""
        return self("en")

    def __str__(self) -> str:
        return self.en


def _said(value: object, lang: Lang) -> str:
    if isinstance(value, Level):
        return value.label(lang).lower()
    if isinstance(value, tuple):
        return f" {_OR(lang)} ".join(_said(item, lang) for item in value)
    return in_words(value, lang, bare=True)


class Refused(Exception):  # noqa: N818 - turned into TransitionNotAllowed by the application
    """Why an event may not happen, and the source in law where it is the law that says so."""

    def __init__(self, code: str, reference: str = "", **values: object) -> None:
        self.why = Refusal(code, FrozenMap(values))
        self.reference = reference
        super().__init__(code)


class TransitionNotAllowed(OcopError, ValueError):  # noqa: N818 - as the programme's rules say it
    """An event that may not happen to the product as it stands.

    Attributes:
        event: The event.
        stage: The stage that the product is in.
        allowed: Ids of the events that may happen on that day; empty for a day before the last
            event.
        why: Why this one may not, to be said in either language: ``error.why("vi")``.
        reference: The source in law, where it is the law that says so; else empty.
        path: Where the event stands, where it is one of several, such as ``("history", 3)``.
    """

    def __init__(
        self,
        event: Event,
        stage: Stage,
        allowed: tuple[str, ...],
        why: Refusal,
        reference: str,
        *path: str | int,
    ) -> None:
        self.event = event
        self.stage = stage
        self.allowed = allowed
        self.why = why
        self.reference = reference
        self.path = path
        super().__init__(
            fault(
                "transition-not-allowed",
                *path,
                reason=why.code,
                event=_named(event.id),
                on=event.on,
                stage=Label(stage.label.vi, str(stage)),
                why=_with_source(why, reference),
                allowed=tuple(map(_named, allowed)),
            )
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # an exception is made anew from its args, which are the faults alone
        made_of = (self.event, self.stage, self.allowed, self.why, self.reference, *self.path)
        return type(self), made_of, self.__dict__


def _named(event: str) -> Label:
    return Label(event_rule(event).label.vi, event)


def _with_source(why: Refusal, reference: str) -> Words:
    if not reference:
        return why
    source = citation(reference)
    return Label(f"{why('vi')} [{source.vi}]", f"{why('en')} [{source.en}]")
