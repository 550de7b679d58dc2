"""The rubric files: what every one of them keeps to."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import resources

import attrs
import pytest

import ocop
from ocop.data import read_data
from ocop.errors import RuleDataError
from ocop.scoring.rubric import load as _load

RUBRICS = [
    pytest.param(regime.rubric(each), id=f"{regime.id}-{each.number}")
    for regime in ocop.regimes()
    for each in regime.sets
]
#: sets, criteria, options, asterisks on options, asterisks on headings; as the reference counts.
COUNTS = {
    "26": (26, 787, 2579, 575, 0),
    "148": (26, 795, 2632, 543, 26),
    "1048": (26, 773, 2792, 0, 0),
}
#: sets whose criteria do not sum to 100, and to what
SHORT = {("148", 7): 99, ("148", 11): 97, ("148", 12): 97, ("148", 13): 98}
SHORT |= {("1489", number): total for (_, number), total in SHORT.items()}
SHORT |= {("1048", 19): 98, ("1048", 26): 99, ("781", 19): 98}


@pytest.mark.parametrize("regime", COUNTS)
def test_counts(regime):
    found = ocop.regime(regime)
    criteria = [c for each in found.sets for c in found.rubric(each).criteria]
    options = [o for c in criteria for o in c.options]
    stars = sum(o.min_star is not None for o in options)
    headings = sum(c.heading_star is not None for c in criteria)
    assert (len(found.sets), len(criteria), len(options), stars, headings) == COUNTS[regime]


@pytest.mark.parametrize("rubric", RUBRICS)
def test_sums_are_100_or_doubted(rubric):
    total = 0
    for criterion in rubric.criteria:
        points = [option.points for option in criterion.options]
        total += sum(points) if criterion.choice == "many" else max(points)
    expected = SHORT.get((rubric.regime.id, rubric.product_set.number), 100)
    assert total == expected
    assert expected == 100 or any(doubt.at is None for doubt in rubric.doubts)


@pytest.mark.parametrize("rubric", RUBRICS)
def test_groups_sum_and_so_do_parts_of_what_comes_to_100(rubric):
    """A doubt about something else must hide no sum that is wrong."""
    for group in rubric.groups:
        assert sum(criterion.maximum for criterion in group.criteria) == group.maximum
    if (rubric.regime.id, rubric.product_set.number) not in SHORT:
        for part in rubric.parts:
            assert sum(group.maximum for group in part.groups) == part.maximum


@pytest.mark.parametrize("rubric", RUBRICS)
def test_every_row_has_words_and_a_reference(rubric):
    labels = [rubric.title, *(group.label for group in rubric.groups)]
    for criterion in rubric.criteria:
        assert criterion.reference.endswith(f"criterion {criterion.no}")
        assert rubric.reference in criterion.reference
        labels += [criterion.label, *(option.label for option in criterion.options)]
        labels += criterion.guidance
        assert criterion.id.isascii()
        spoken = Counter((o.branch, o.label.vi) for o in criterion.options)
        doubted = any(doubt.at == criterion.no for doubt in rubric.doubts)
        assert max(spoken.values()) == 1 or doubted
    for exclusion in rubric.exclusions:
        assert exclusion.reference.startswith(rubric.reference)
        assert exclusion.kind in {"dossier", "excluded", "requirement", "stop"}
        labels.append(exclusion.label)
    labels += [doubt.label for doubt in rubric.doubts]
    for label in labels:
        for text in (label.vi, label.en):
            assert text == text.strip()
            assert text
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("rubric", RUBRICS)
def test_levels_are_short(rubric):
    for criterion in rubric.criteria:
        for option in criterion.options:
            assert len(option.label.vi) <= 180
            assert len(option.label.en) <= 180


def test_a_level_reads_the_same_in_every_decision():
    """Water is purified and rice refined; any other Vietnamese label has one English wording."""
    wordings: dict[str, set[str]] = {}
    for regime in ocop.regimes():
        for each in regime.sets:
            for criterion in regime.rubric(each).criteria:
                for option in criterion.options:
                    wordings.setdefault(option.label.vi, set()).add(option.label.en)
    several = {vi: en for vi, en in wordings.items() if len(en) > 1}
    assert several == {"Tinh chế": {"Purification", "Refining"}}


@pytest.mark.parametrize("rubric", RUBRICS)
def test_numbers_and_ids_are_unique(rubric):
    for names in (
        [c.no for c in rubric.criteria],
        [c.id for c in rubric.criteria],
        [g.no for g in rubric.groups],
        [e.id + (e.at or "") for e in rubric.exclusions],
    ):
        assert max(Counter(names).values(), default=1) == 1
    known = {c.no for c in rubric.criteria}
    for criterion in rubric.criteria:
        for condition in criterion.conditions:
            assert condition.criterion is None or condition.criterion in known
    for exclusion in rubric.exclusions:
        assert exclusion.at is None or exclusion.at in known
        choices = (*exclusion.when, *exclusion.stated, *exclusion.bare)
        assert {no for no, _ in choices} <= known
    assert {doubt.at for doubt in rubric.doubts} - {None} <= known


@pytest.mark.parametrize("rubric", RUBRICS)
def test_minima_stand_in_order(rubric):
    for criterion in rubric.criteria:
        stars = [o.min_star for o in criterion.options if o.min_star]
        assert stars == sorted(set(stars))
        assert set(stars) <= {3, 4, 5}


def test_a_shared_criterion_is_written_once():
    """Two sets of a decision that read alike must name the same shared criterion."""
    for regime in ("26", "148", "1048"):
        bodies = {}
        for each in ocop.regime(regime).sets:
            for criterion in ocop.regime(regime).rubric(each).criteria:
                body = (criterion.id, criterion.label, criterion.options, criterion.guidance)
                body += (criterion.maximum, criterion.heading_star, criterion.choice)
                bodies.setdefault(body, []).append((each.number, criterion.no))
        for number in range(1, 27):
            local = read_data("ocop.rules", f"{regime}/rubrics/set-{number:02d}.toml").get(
                "criteria", {}
            )
            twice = [
                where
                for body, places in bodies.items()
                if len(places) > 1
                for where in places
                if where[0] == number and where[1] in local
            ]
            assert twice == []


def test_every_shared_criterion_is_used():
    for tables in ("26", "148", "1048"):
        shared = read_data("ocop.rules", f"{tables}/rubrics/shared.toml")["criteria"]
        used = Counter(
            row["use"]
            for number in range(1, 27)
            for group in read_data("ocop.rules", f"{tables}/rubrics/set-{number:02d}.toml")[
                "groups"
            ]
            for row in group["criteria"]
            if "use" in row
        )
        assert {key for key in shared if used[key] < 2} == set()
        assert set(used) <= set(shared)


def test_every_rule_is_used():
    for tables in ("26", "148", "1048", "781"):
        rules = read_data("ocop.rules", f"{tables}/rubrics/notes.toml")
        text = "".join(
            file.read_text(encoding="utf-8")
            for file in (resources.files("ocop.rules") / tables / "rubrics").iterdir()
            if file.name != "notes.toml"
        )
        for kind in ("exclusions", "guidance", "conditions"):
            for name in rules.get(kind, {}):
                assert f'"{name}"' in text, (tables, kind, name)


LOST = {
    "148": range(7, 26),
    "1048": (3, 10, 16),
    "26": (19,),
}


@pytest.mark.parametrize("regime", LOST)
def test_doubts_say_where_exclusions_are_lost(regime):
    """law D19: a set without the notes that its sisters have is doubted, and none of them denies
    an exclusion that it has."""
    for each in ocop.regime(regime).sets:
        rubric = ocop.regime(regime).rubric(each)
        words = [doubt.label.en for doubt in rubric.doubts if doubt.at is None]
        lost = [word for word in words if "no notes on exclusion" in word or "disqualified" in word]
        assert bool(lost) == (each.number in LOST[regime])
        if any(word.startswith("The transcription carries no notes") for word in lost):
            assert rubric.exclusions == ()


def test_doubts_say_what_is_known_now():
    """law D19: what 26/2026 mended was printed so, and 1048's set 7 is no longer in doubt."""
    for number in (7, 11, 12, 13):
        words = " ".join(d.label.en for d in ocop.regime("148").rubric(number).doubts)
        assert "mended" in words
        assert "gap of the transcription" not in words
    assert ocop.regime("1048").rubric(7).doubts == ()


def test_1489_changes_no_table():
    for each in ocop.regime("148").sets:
        old, new = (ocop.regime(regime).rubric(each) for regime in ("148", "1489"))
        assert old.parts == new.parts
        assert old.exclusions == new.exclusions


def test_781_replaces_one_set_and_says_what_it_does_not_know():
    for each in ocop.regime("1048").sets:
        old, new = (ocop.regime(regime).rubric(each) for regime in ("1048", "781"))
        if each.number == 26:
            assert old.parts != new.parts
            assert new.reference.startswith("781/QĐ-TTg")
        else:
            assert old.parts == new.parts
            assert any("known only in part" in doubt.label.en for doubt in new.doubts)


def test_the_same_question_gives_the_same_object():
    assert ocop.regime("26").rubric(1) is ocop.regime("26").rubric("fresh-produce")


def test_data_that_contradicts_itself_is_refused():
    rubric = ocop.regime("26").rubric(1)
    part, group = rubric.parts[0], rubric.groups[0]
    first = group.criteria[0]

    def with_criteria(*criteria):
        new = attrs.evolve(group, criteria=criteria)
        parts = (attrs.evolve(part, groups=(new, *part.groups[1:])), *rubric.parts[1:])
        return attrs.evolve(rubric, parts=parts)

    down = attrs.evolve(first, options=first.options[::-1])
    stars = attrs.evolve(
        first, options=tuple(attrs.evolve(o, min_star=5 - o.no) for o in first.options)
    )
    for criteria, said in [
        ((first, first), "stands twice"),
        ((down,), "do not ascend"),
        ((stars,), "minima are out of order"),
        ((attrs.evolve(first, maximum=9),), "the options give 3 of 9"),
        ((first,), "group 1 do not sum"),
    ]:
        with pytest.raises(RuleDataError, match=said):
            _load._check_shape(with_criteria(*criteria))
    grown = rubric.exclusions[0]
    for unheld in (("1.1", 9), ("1.2", 0), ("9", 0)):
        with pytest.raises(RuleDataError, match="cannot hold option"):
            _load._check_shape(
                attrs.evolve(rubric, exclusions=(attrs.evolve(grown, bare=(unheld,)),))
            )
    with pytest.raises(RuleDataError, match="has no two cases"):
        _load._check_shape(attrs.evolve(rubric, same_case=("1.1",)))
    short = attrs.evolve(rubric, parts=(attrs.evolve(part, maximum=41), *rubric.parts[1:]))
    with pytest.raises(RuleDataError, match="part A do not sum"):
        _load._check_shape(short)
