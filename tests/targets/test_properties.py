"""What holds of every registry, on every day."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ocop
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.succession import superseding
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.dates import DateRange
from ocop.law.correspondence import correspondences
from ocop.law.entity import entity_kind
from ocop.law.regime import regimes
from ocop.law.rules import Rules
from ocop.law.set_name import find_set
from ocop.targets.plan.gap import added_to_both, added_to_part
from ocop.targets.plan.measure import Cohort, Count, Cover, Distinct, Flow, Share
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.reckoning import reckon
from ocop.targets.plan.shipped import plans
from ocop.targets.plan.target import Target
from ocop.targets.registry.flow import FLOW_EVENTS
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Standing
from ocop.targets.snapshot._shown import snapshot_data
from ocop.targets.snapshot.dimension import DIMENSIONS
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.testing.strategies import days, published, recognitions, registries, wheres
from ocop.text import Label
from ocop.words import fold

DAY = timedelta(days=1)
EVERY = tuple(Standing)
LABEL = Label("Thử", "Test")


FIRST = regimes()[0].first_day


def certificate_of(each: Recognition, rules: Rules) -> Certificate:
    """The certificate of a row by itself, written out here a second time."""
    withdrawal = None
    if each.withdrawn_on:
        withdrawal = Withdrawal(on=each.withdrawn_on, ground=each.withdrawal_ground)
    return Certificate(
        product="one",
        stars=each.stars,
        issued_on=each.issued_on,
        valid_from=each.valid_from,
        kind=each.kind or "first",
        withdrawal=withdrawal,
        superseded_on=each.superseded_on,
        re_evaluation_filed_on=each.re_evaluation_filed_on,
        re_evaluation_decided_on=each.re_evaluation_decided_on,
        rules=rules,
    )


def standing_by_certificates(registry: Registry, on: date) -> list[tuple[Recognition, str]]:
    """The standing of every recognition, asked of one certificate after the other."""
    lives: dict[object, list[Recognition]] = {}
    for each in registry:
        lives.setdefault(each.product, []).append(each)
    found = []
    for life in lives.values():
        certified = [r for r in life if not r.pending and r.issued_on >= FIRST]
        row_of = {each.issued_on: each for each in certified}
        for certificate in superseding(certificate_of(r, registry.rules) for r in certified):
            each = row_of[certificate.issued_on]
            if each.issued_on <= on:
                found.append((each, str(certificate.status(on))))
        for each in life:
            if each.issued_on > on or each in certified:
                continue
            later = [
                r.valid_from or r.issued_on
                for r in life
                if r.issued_on > each.issued_on and (each.pending or not r.pending)
            ]
            if each.pending:
                # a recognition on the day of the proposal came before it
                over = [*later, each.superseded_on, each.withdrawn_on]
                ended = any(day and day <= on for day in over)
                found.append((each, "closed" if ended else "pending"))
                continue
            over = [day for day in (*later, each.superseded_on) if day]
            ends = [(each.withdrawn_on, "withdrawn")] if each.withdrawn_on else []
            ends += [(min(over), "superseded")] if over else []
            ends += [(each.ends_on + DAY, "lapsed")] if each.ends_on else []
            day, how = min(ends, key=lambda end: end[0], default=(date.max, ""))
            still = "valid" if each.ends_on else "end-unknown"
            found.append((each, how if day <= on else still))
    return found


def may_be(standing: str, status) -> bool | None:
    """Whether a standing is one of those asked for; None where that is not known."""
    if standing != "end-unknown" or standing in status:
        return standing in status
    asked = {"valid", "lapsed"} & set(status)
    return True if len(asked) == 2 else None if asked else False


@given(registries(early=True), days())
def test_the_standings_are_those_of_the_certificates_and_sum_to_recognised(registry, on):
    snapshot = registry.on(on)
    told = Counter(standing for _, standing in standing_by_certificates(registry, on))
    counted = {str(each): len(snapshot.rows(Where(status=(each,))).sure) for each in Standing}
    assert counted == {str(each): told.get(str(each), 0) for each in Standing}
    assert sum(counted[standing] for standing in RECOGNISED) == snapshot.recognised
    assert sum(counted.values()) == sum(told.values())
    if told["end-unknown"]:
        assert snapshot.valid is snapshot.in_force is snapshot.lapsed is None
    else:
        assert snapshot.in_force == snapshot.valid + snapshot.extended
        assert snapshot.lapsed == counted["lapsed"]
        assert sum(snapshot.valid_by_stars.values()) == snapshot.valid
    for name in ("pending", "closed", "end_unknown", "not_yet_valid", "withdrawn", "superseded"):
        assert getattr(snapshot, name) == counted[name.replace("_", "-")]


@given(registries(early=True), days())
def test_a_standing_for_every_row_and_a_certificate_that_agrees(registry, on):
    """apps D1, G1: a column of the certificates' own statuses counted a quarter too many."""
    rows = registry.standings(on)
    assert [row.recognition for row in rows] == [r for r in registry if r.issued_on <= on]
    told = dict(standing_by_certificates(registry, on))
    for row in rows:
        certificate = registry.certificate(row.recognition)
        assert row.standing == told[row.recognition]
        assert row.holder == row.recognition.entity
        if certificate is None:
            assert row.recognition.pending or row.recognition.issued_on < FIRST
            assert row.filing_window is row.extended_to is None
        else:
            assert certificate.status(on) == row.standing
            assert row.last_valid_day == certificate.last_valid_day
            assert row.extended_to == certificate.extended_to
            assert row.superseded_on == certificate.superseded_on
            assert row.filing_window is None or row.filing_window == certificate.filing_window


@given(registries(early=True), days(), wheres())
def test_every_count_opens_to_its_rows(registry, on, where):
    """apps G1: a count of 1,241 could not say which."""
    snapshot = registry.on(on)
    opened, figure = snapshot.rows(where), snapshot.count(where)
    assert set(opened.sure) | set(opened.maybe) <= set(registry.standings(on))
    assert not set(opened.sure) & set(opened.maybe)
    if opened.maybe:
        assert figure.reason.en.endswith(f": {len(opened.maybe)} of the rows")
    else:
        assert figure.value == len(opened.sure)


@given(registries(early=True), days())
def test_what_is_recognised_is_what_was_recognised_since_the_beginning(registry, on):
    """law D8: a proposal was recognised in a snapshot and not in a flow."""
    snapshot = registry.on(on)
    flows = registry.between(date(1900, 1, 1), on)
    assert snapshot.recognised == flows.recognised
    assert snapshot.count(Where.of(status="recognised")).value == flows.recognised
    assert len(registry.standings(on)) == flows.recognised + flows.proposed
    happened = reckon(Flow(event="recognised"), snapshot, DateRange(date(1900, 1, 1), on))
    assert happened.value == flows.recognised


@given(registries(), days())
def test_of_one_product_two_are_never_in_force(registry, on):
    """A recorded day of supersession after the successor's own counted both."""
    snapshot = registry.on(on)
    products = [row.recognition.product for row in snapshot.rows().sure]
    assert len(products) == len(set(products)) == snapshot.in_force


def possible_numbers(product_set, into):
    if product_set.numbering == into:
        return {product_set.number}
    found = set()
    for row in correspondences():
        here, there = (row.old, row.new) if into == "148" else (row.new, row.old)
        if product_set.number in here:
            found |= set(there) or {None}
            if row.kind == "wider" and into == "1048":
                found.add(None)
    return found


def passes(each: Recognition, where: Where) -> bool | None:
    """Whether a recognition is let through, field by field; None where that is not known."""
    said: list[bool | None] = []

    def field(wanted, value):
        if wanted:
            said.append(None if value is None else value in wanted)

    field(where.stars, each.stars)
    if where.entity_kinds and each.entity_kind and each.entity_kind.may_be:
        (kind,) = each.entity_kind.may_be
        wanted = {each.entity_kind.id, kind} & set(where.entity_kinds)
        said.append(each.entity_kind.id in wanted or (None if wanted else False))
    else:
        field(where.entity_kinds, each.entity_kind and each.entity_kind.id)
    field(where.kinds, each.kind)
    for names, value in (
        (where.provinces, each.province),
        (where.districts, each.district),
        (where.communes, each.commune),
    ):
        field([fold(name) for name in names], None if value is None else fold(value))
    if where.sets:
        wanted = {each.number for each in where.sets}
        if each.product_set is None:
            said.append(None)
        else:
            may = possible_numbers(each.product_set, where.sets[0].numbering)
            said.append(True if may <= wanted else None if may & wanted else False)
    if where.groups:
        if each.product_set is None:
            may = {each.group} - {None}
        else:
            homes = possible_numbers(each.product_set, "148")
            may = {find_set("148", n).group.id if n else each.product_set.group.id for n in homes}
        said.append(
            None
            if not may or (may & set(where.groups) and not may <= set(where.groups))
            else may <= set(where.groups)
        )
    if where.issued:
        said.append(each.issued_on in where.issued)
    return False if False in said else None if None in said else True


def both(one: bool | None, other: bool | None) -> bool | None:
    return False if False in {one, other} else None if None in {one, other} else True


@given(registries(early=True), days(), wheres())
def test_a_count_is_a_loop_and_unknown_where_the_loop_cannot_say(registry, on, where):
    verdicts = [
        both(passes(each, where), may_be(told, where.status))
        for each, told in standing_by_certificates(registry, on)
    ]
    found = registry.on(on).count(where)
    if None in verdicts:
        assert found.value is None
        assert found.reason.en.endswith(f": {verdicts.count(None)} of the rows")
    else:
        assert found.value == verdicts.count(True)
        assert found.reason is None


@given(registries(complete=True), days(), wheres())
def test_distinct_is_a_set_of_names(registry, on, where):
    where = attrs.evolve(where, sets=(), groups=())
    rows = [
        r
        for r, told in standing_by_certificates(registry, on)
        if told in where.status and passes(r, where)
    ]
    snapshot = registry.on(on)
    assert snapshot.distinct("entities", where).value == len({r.holder for r in rows})
    assert snapshot.distinct("products", where).value == len({r.product for r in rows})


@given(registries(), days())
def test_in_force_a_product_counts_once(registry, on):
    snapshot = registry.on(on)
    assert snapshot.distinct("products").value == snapshot.in_force


@given(registries(), days(), st.randoms())
def test_no_result_depends_on_the_order_of_rows(registry, on, random):
    rows = list(registry)
    random.shuffle(rows)
    other = Registry(rows, rules=registry.rules)
    assert snapshot_data(registry.on(on)) == snapshot_data(other.on(on))
    for plan in plans():
        ours, theirs = (plan.evaluate(each.on(on)) for each in (registry, other))
        assert ours.explain("en").to_data() == theirs.explain("en").to_data()
    later = on + timedelta(days=400)
    assert registry.between(on, later) == other.between(on, later)
    ours, theirs = (
        [Counter(map(str, m.recognitions)) for m in each.lapsing(on, later)]
        for each in (registry, other)
    )
    assert ours == theirs


@given(registries(), days(), st.sampled_from(("province", "district", "commune")))
def test_the_parts_of_a_place_add_up_to_the_whole(registry, on, level):
    # a part cannot tell when what revives in the whole would come back
    usual = registry.rules.read(withdrawn_upgrade="nothing-revives")
    registry = Registry(registry.recognitions, rules=usual)
    parts = registry.by_place(level)
    whole = registry.on(on)
    for key in ("recognised", *(standing.replace("-", "_") for standing in Standing)):
        told = sum(getattr(part.on(on), key) for part in parts.values())
        assert told == getattr(whole, key)
    for dimension in ("stars", "kind", "year", "set", "group", "entity_kind"):
        told = Counter()
        for part in parts.values():
            told.update(part.on(on).by(dimension))
        assert +told == +Counter(whole.by(dimension))
    for place, part in parts.items():
        if place is not None:
            assert registry.at(**{level: place}) == part


@given(registries(), days(), st.sampled_from(DIMENSIONS), st.sampled_from(Standing))
def test_a_breakdown_adds_up_to_its_standing(registry, on, dimension, standing):
    snapshot = registry.on(on)
    told = snapshot.by(dimension, status=(standing,))
    assert sum(told.values()) == getattr(snapshot, standing.replace("-", "_"))


@given(registries(early=True), days(), st.sampled_from(DIMENSIONS))
def test_a_breakdown_is_unknown_where_an_end_is(registry, on, dimension):
    snapshot = registry.on(on)
    told = snapshot.by(dimension)
    rows = snapshot.rows()
    assert sum(number or 0 for number in told.values()) <= len(rows.sure)
    assert (None in told.values()) == bool(rows.maybe)


def a_valid_product(on: date, n: int = 0, **more: object) -> Recognition:
    fields = {
        "code": f"NEW-{n}",
        "name": "Mới",
        "stars": 4,
        "issued_on": on,
        "entity": f"Chủ thể mới {n}",
        "entity_kind": entity_kind("cooperative"),
        "province": "Hà Tĩnh",
        "district": "Can Lộc",
        "commune": "Thiên Lộc",
        "kind": "first",
        "product_set": find_set("148" if on >= date(2023, 2, 24) else "1048", 1),
    }
    return Recognition(**(fields | more))


@given(registries(complete=True), days(), wheres())
def test_a_valid_product_more_never_lowers_a_count_and_moves_a_share_as_arithmetic_says(
    registry, on, where
):
    where = attrs.evolve(where, status=IN_FORCE)
    more = Registry((*registry, a_valid_product(on)), rules=registry.rules)
    before, after = registry.on(on), more.on(on)
    assert after.valid == before.valid + 1
    for each in (where, Where(), Where(stars=(4,))):
        old, new = before.count(each).value, after.count(each).value
        if old is not None and new is not None:
            assert 0 <= new - old <= 1
    share = Share(part=Count(where=Where(stars=(4,))), whole=Count())
    part, whole = before.count(Where(stars=(4,))).value, before.in_force
    assert reckon(share, after, DateRange(on, on)).value == Fraction(part + 1, whole + 1)


TWICE = Registry(
    Recognition(code="1", name="Cu đơ", stars=stars, issued_on=on, kind=kind)
    for stars, on, kind in [(3, date(2021, 3, 1), "first"), (4, date(2021, 9, 1), "upgrade")]
)
IN_2021 = (date(2021, 1, 1), date(2021, 12, 31))


@example(TWICE, *IN_2021)
@given(registries(early=True), days(), days())
def test_what_happened_is_the_same_asked_of_a_snapshot_and_of_the_registry(registry, a, b):
    first, last = sorted((a, b))
    flows, snapshot = registry.between(first, last), registry.on(last)
    for event in FLOW_EVENTS:
        told = reckon(Flow(event=event), snapshot, DateRange(first, last)).value
        if event in {"new", "upgraded", "re-recognised"} and flows.kind_unknown:
            assert told is None
        elif registry.rules.readings.withdrawn_upgrade == "older-revives":
            # a row that was superseded twice is one row
            assert told <= getattr(flows, event.replace("-", "_"))
        else:
            assert told == getattr(flows, event.replace("-", "_"))


@given(registries(early=True), days(), days())
def test_nothing_has_happened_before_a_period_begins(registry, a, b):
    on, first = sorted((a, b))
    period = DateRange(first + DAY, first + 30 * DAY)
    for event in FLOW_EVENTS:
        assert reckon(Flow(event=event), registry.on(on), period).value == 0


@given(registries(early=True), st.sampled_from(("province", "district", "commune")))
def test_breaking_down_by_place_is_asking_for_one_place_after_the_other(registry, level):
    """speed 1: one pass over the rows, where it was one for each place."""

    def key(each):
        name = getattr(each, level)
        return None if name is None else fold(name)

    spelt = {}
    for each in registry:
        spelt.setdefault(key(each), getattr(each, level))
    parts = registry.by_place(level)
    assert list(parts) == list(spelt.values())
    for name, part in parts.items():
        rows = [r for r in registry if key(r) == (None if name is None else fold(name))]
        assert [(r.code, r.issued_on) for r in part] == [(r.code, r.issued_on) for r in rows]
        if name is not None:
            assert registry.at(**{level: name}) == part


def not_over(snapshot: Snapshot) -> int:
    status = (*IN_FORCE, Standing.NOT_YET_VALID, Standing.END_UNKNOWN)
    return len(snapshot.rows(Where(status=status)).sure)


@given(registries(early=True), days(), days())
def test_flows_lead_from_one_day_to_the_next(registry, a, b):
    first, last = sorted((a, b))
    flows = registry.between(first, last)
    before, after = registry.on(first - DAY), registry.on(last)
    assert not_over(after) == (
        not_over(before)
        + flows.recognised
        + flows.revived
        - flows.lapsed
        - flows.withdrawn
        - flows.superseded
    )
    assert flows.recognised == (
        flows.new + flows.upgraded + flows.re_recognised + flows.kind_unknown
    )
    middle = first + (last - first) // 2
    if middle < last:
        parts = [registry.between(first, middle), registry.between(middle + DAY, last)]
        for event in FLOW_EVENTS:
            name = event.replace("-", "_")
            assert sum(getattr(p, name) for p in parts) == getattr(flows, name)


@given(registries(), days(), days())
def test_what_lapses_by_month_is_what_flows_out_the_day_after(registry, a, b):
    first, last = sorted((a, b))
    months = registry.lapsing(first, last)
    assert months[0].days.first == first
    assert months[-1].days.last == last
    for before, after in itertools.pairwise(months):
        assert before.days.last + DAY == after.days.first
        assert after.days.first.day == 1
    told = sum(len(month.recognitions) for month in months)
    assert told == registry.between(first + DAY, last + DAY).lapsed
    for month in months:
        assert sum(month.by_stars.values()) == len(month.recognitions)
        for day, each in zip(month.last_days, month.recognitions, strict=True):
            assert day in month.days
            assert each in registry.recognitions


@given(registries(early=True))
def test_csv_and_json_round_trips(registry):
    plain = Registry(registry.recognitions)
    assert Registry.from_csv(plain.to_csv()) == plain
    assert ocop.from_json(Registry, ocop.to_json(registry)) == registry
    lenient = Registry.from_csv(plain.to_csv(), lenient=True)
    assert lenient.registry == plain
    assert lenient.faults == ()
    assert lenient.rows == tuple(range(2, len(plain) + 2))


@given(registries(least=1), st.data())
def test_lenient_loses_nothing(registry, data):
    lines = registry.to_csv().splitlines()
    heads = lines[0].split(",")
    broken = set(data.draw(st.lists(st.sampled_from(range(1, len(lines))), min_size=1)))
    for n in broken:
        lines[n] = ",".join(["6"] * len(heads))
    found = Registry.from_csv("\n".join(lines), lenient=True)
    assert {each.row for each in found.rejected} == {n + 1 for n in broken}
    assert set(found.rows) | {each.row for each in found.rejected} == set(range(2, len(lines) + 1))
    for each in found.rejected:
        assert each.cells == dict.fromkeys(heads, "6")
        assert all(fault.place.startswith(f"row {each.row}, column ") for fault in each.faults)


@given(st.data(), registries(least=1, complete=True))
def test_what_follows_from_published_totals_is_true(data, registry):
    told = data.draw(published(registry=registry))
    truth = registry.on(told.on)
    for status in (*((each,) for each in Standing), IN_FORCE, EVERY):
        for stars in ((), (3,), (4,), (5,), (3, 4), (4, 5)):
            where = Where(status=status, stars=stars)
            value = told.count(where).value
            assert value in {None, truth.count(where).value}
    for each in told.counts:
        assert told.count(each.where).value == each.value
    by = told.by("stars")
    assert all(value in {None, truth.by("stars")[key]} for key, value in by.items())


@given(st.data(), registries(least=1, complete=True))
def test_unknown_in_unknown_out(data, registry):
    """Knowing less leaves an outcome as it was or makes it unknown: never met by ignorance."""
    told = data.draw(published(registry=registry))
    kept = [each for each in told.counts if data.draw(st.booleans())]
    less = attrs.evolve(told, counts=tuple(kept))
    for plan in plans():
        for more, few, true in zip(
            *(plan.evaluate(each).outcomes for each in (told, less, registry.on(told.on))),
            strict=True,
        ):
            if few.value is None:
                assert few.status == "unknown"
                assert few.reason is not None
                assert few.gap is None
            else:
                assert (few.value, few.status, few.gap) == (more.value, more.status, more.gap)
            if more.value is not None and told.on <= more.target.by:
                assert more.value == true.value


@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.fractions(0, 1, max_denominator=30),
    st.fractions(0, 1, max_denominator=30),
)
def test_the_gap_of_a_share_is_the_fewest(part, more, one, two):
    whole = part + more
    low, high = sorted((one, two))
    for least, most in ((low, None), (None, high), (low, high)):
        found = added_to_both(part, whole, least, most)

        def meets(n, least=least, most=most):
            total = whole + n
            return total and any(
                (least or 0) * total <= part + k <= (1 if most is None else most) * total
                for k in range(n + 1)
            )

        if found is None:
            assert not any(meets(n) for n in range(300))
        else:
            assert meets(found)
            assert not any(meets(n) for n in range(found))


@example(3, 2, Fraction(0), Fraction(0), (False, True))
@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.fractions(0, 1, max_denominator=30),
    st.fractions(0, 1, max_denominator=30),
    st.tuples(st.booleans(), st.booleans()),
)
def test_within_a_fixed_whole_the_fewest_changes(part, more, one, two, bounded):
    whole = part + more
    low, high = sorted((one, two))
    least, most = (
        bound if said else None for bound, said in zip((low, high), bounded, strict=True)
    )
    found = added_to_part(part, whole, least, most)
    allowed = (least or 0) * whole, whole if most is None else most * whole
    fits = [n for n in range(whole + 1) if allowed[0] <= n <= allowed[1]]
    assert found == min((abs(n - part) for n in fits), default=None)


PERIOD = DateRange(date(2019, 8, 21), date(2031, 12, 31))


def a_plan(measure, **bounds) -> Plan:
    target = Target(
        id="one", label=LABEL, measure=measure, period=PERIOD, source="a test", **bounds
    )
    return Plan(id="test", title=LABEL, period=PERIOD, targets=(target,))


SHARES = [
    Share(part=Count(where=Where(stars=(4,))), whole=Count()),
    Share(
        part=Distinct(of="entities", where=Where.of(entity_kind="cooperative")),
        whole=Distinct(of="entities"),
    ),
    Share(
        part=Count(where=Where.of(district="Can Lộc", stars=4)),
        whole=Count(where=Where.of(stars=4)),
    ),
]


@pytest.mark.parametrize(
    "measure", [*SHARES, Count(where=Where(stars=(4,))), Distinct(of="entities")]
)
@given(
    registry=registries(complete=True, most=8),
    on=days(),
    bound=st.fractions(0, 1, max_denominator=8),
)
def test_the_stated_gap_added_meets_the_target_and_one_less_does_not(measure, registry, on, bound):
    shared = isinstance(measure, Share)
    plan = a_plan(measure, at_least=bound if shared else int(bound * 8))
    # one that counts in every whole, so that there is a share
    there = a_valid_product(on, 99, district="Vũ Quang", entity_kind=entity_kind("farm"))
    registry = Registry((*registry, there), rules=registry.rules)
    outcome = plan.evaluate(registry.on(on)).outcomes[0]

    def status(n):
        rows = (*registry, *(a_valid_product(on, k) for k in range(n)))
        return plan.evaluate(Registry(rows, rules=registry.rules).on(on)).outcomes[0].status

    assert outcome.status == ("met" if outcome.gap == 0 else "open")
    if outcome.gap is None:
        assert bound == 1
        assert outcome.reason is not None
        assert all(status(n) == "open" for n in (1, 50))
    elif outcome.gap:
        assert status(outcome.gap) == "met"
        assert status(outcome.gap - 1) == "open"
        if shared:
            assert Fraction(outcome.part + outcome.change, outcome.whole) >= bound


@given(registries(complete=True), days(), st.integers(1, 3), st.fractions(0, 1, max_denominator=4))
def test_the_gap_of_a_cover(registry, on, enough, bound):
    places = ("Huyện Kỳ Anh", "Thị xã Kỳ Anh", "Can Lộc", "Vũ Quang")
    measure = Cover(of=Count(), at_least=enough, units=places, level="district")
    plan = a_plan(measure, at_least=bound)
    outcome = plan.evaluate(registry.on(on)).outcomes[0]
    by = {fold(name): n for name, n in registry.on(on).by("district").items()}
    lacks = [max(0, enough - by.get(fold(place), 0)) for place in places]
    assert outcome.part == lacks.count(0)
    assert outcome.places == tuple(p for p, lack in zip(places, lacks, strict=True) if lack)
    needed = next(n for n in range(5) if Fraction(n, 4) >= bound)
    assert outcome.gap == sum(sorted(lacks)[:needed])
    assert (outcome.status == "met") == (outcome.gap == 0)


@example(TWICE, date(2022, 1, 1), "recognised", *IN_2021)
@given(registries(), days(), st.sampled_from(("recognised", "due")), days(), days())
def test_a_cohort_is_a_loop_over_products(registry, on, event, a, b):
    period = DateRange(*sorted((a, b)))
    found = reckon(Cohort(event=event, period=period), registry.on(on), period)
    lives: dict[object, list[Recognition]] = {}
    for each in registry:
        if each.issued_on <= on and not each.pending:
            lives.setdefault(each.product, []).append(each)
    part = whole = 0
    for life in lives.values():
        if event == "recognised":
            of = [each for each in life if each.issued_on in period]
        else:
            of = [
                each
                for each in life
                if certificate_of(each, registry.rules).last_valid_day in period
                and not (withdrawn_in_time(each, registry, on))
            ]
        if of:
            whole += 1
            last = max(each.issued_on for each in of)
            part += any(each.issued_on > last for each in life)
    assert found.whole == (whole or None)
    assert found.value == (Fraction(part, whole) if whole else None)


def withdrawn_in_time(each, registry, on):
    return (each, "withdrawn") in standing_by_certificates(registry, on)


@given(recognitions())
def test_a_recognition_is_a_value(each):
    assert attrs.evolve(each) == each
    assert each.product == attrs.evolve(each, stars=3, level=None).product


@given(wheres())
def test_a_filter_round_trips_and_is_within_itself_only(where):
    row = where.to_table()
    if where.issued is not None:
        row["issued"] = {"from": where.issued.first.isoformat(), "to": where.issued.last}
    assert Where.from_table(row) == where
    assert where.within(where)
    assert where.within(Where(status=EVERY))
    assert Snapshot(on=date(2027, 1, 1)).count(where).value is None
