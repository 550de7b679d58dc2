"""The page of speeds is what the runs that are kept make of it; who races answers alike."""

from __future__ import annotations

import gc
from pathlib import Path

import attrs
import pytest
from benchmarks.__main__ import main
from benchmarks.fresh import ran
from benchmarks.gathered import files
from benchmarks.machine import machine, versions
from benchmarks.page.chart import PICTURES, digest
from benchmarks.page.compared import WORSE, before, changes, slower
from benchmarks.page.language import ENDINGS, Language, known
from benchmarks.page.markdown import page
from benchmarks.promise import Promise
from benchmarks.races import engine
from benchmarks.races.contestant import UnequalError, hold
from benchmarks.races.entries import CONTESTANTS, RACES
from benchmarks.races.race import Track
from benchmarks.races.sheets import RUBRIC, WANT
from benchmarks.run import Outcome, Run, Speed, history, read, stored

from ocop import score

ROOT = Path(__file__).parents[1]
#: Those that start servers or work in partitions take seconds, however few the sheets are.
SLOW = ("ibis", "dask", "pyspark")
#: Those of other groups than the tests': the slow tests have them.
PEERS = {"openfisca_core", "zen", "pydantic", "msgspec"}
FIELD = [
    pytest.param(
        id_, marks=[pytest.mark.slow] if id_.startswith(SLOW) or PEERS & set(one.needs) else []
    )
    for id_, one in CONTESTANTS.items()
]
RUN = Run(
    on="2026-11-01",
    version="1.0",
    machine=machine(),
    versions=versions(),
    speeds=(
        Speed(id="a", name="A", ours=True, sheets=10, per_second=100.0),
        Speed(id="b", name="B", ours=False, sheets=10, per_second=50.0),
        Speed(id="c", name="C", ours=False, note="not installed: c"),
    ),
    outcomes=(Outcome(ours="a", other="b", sheets=10, ratio=2.0, rounds=3, least=1.0),),
    promises=(Promise("x", 1.0, "y", most=1.5), Promise("free", 2.0, "y")),
)


@pytest.fixture(scope="module")
def track():
    return Track(300)


class TestPage:
    @pytest.mark.parametrize(("lang", "ending"), ENDINGS.items())
    def test_the_page_is_what_the_kept_runs_make_of_it(self, lang, ending):
        runs = history(ROOT / "benchmarks" / "history")
        text = (ROOT / "docs" / f"benchmarks{ending}.md").read_text(encoding="utf-8")
        assert text == page(runs, lang)

    @pytest.mark.parametrize(("lang", "ending"), ENDINGS.items())
    @pytest.mark.parametrize("name", PICTURES)
    def test_a_picture_is_drawn_from_the_kept_runs(self, name, lang, ending):
        rows, _ = PICTURES[name]
        image = (ROOT / "docs" / "benchmarks" / f"{name}{ending}.svg").read_text(encoding="utf-8")
        runs = history(ROOT / "benchmarks" / "history")
        assert image.endswith(f"<!-- drawn from {digest(rows(runs, Language(lang)))} -->\n")
        assert len(image) < 100_000

    def test_everything_that_was_measured_has_a_vietnamese_name(self):
        run = history(ROOT / "benchmarks" / "history")[-1]
        names = [run.rules, "ocop.frames on polars", *(one.name for one in run.speeds)]
        names += [name for one in run.all_promises() for name in (one.name, one.beside)]
        assert [name for name in names if name and not known(name)] == []

    def test_a_name_is_translated_with_its_numbers(self):
        say = Language("vi")
        name = "memory of ocop score of 20,000 lines"
        assert say.name(name) == "bộ nhớ của ocop score 20.000 dòng"
        assert say.name("a new thing") == "a new thing"
        assert not known("a new thing, 10 sheets")
        assert say.name("failed beside dask: KeyError: a") == "hỏng khi chạy cạnh dask: KeyError: a"
        assert Language("en").name(name) == name

    def test_who_is_not_installed_stands_on_it(self):
        assert "| C | not installed: c |" in page([RUN])

    def test_what_is_broken_stands_first(self):
        broken = attrs.evolve(RUN, promises=(Promise("x", 1.75, "y", most=1.5),))
        text = page([broken])
        assert "1 of 2 are kept; 1 are **not**" in text
        assert text.index("| x | y | 1.75 |") < text.index("| A, 10 sheets | B | 2.00 |")
        assert "2 of 2 are kept." in page([RUN])


class TestRuns:
    def test_a_run_is_read_as_it_was_kept(self):
        assert read(stored(RUN)) == RUN
        for run in history(ROOT / "benchmarks" / "history"):
            assert read(stored(run)) == run

    def test_a_slower_release_shows(self):
        slow = attrs.evolve(
            RUN,
            on="2026-12-01",
            outcomes=(attrs.evolve(RUN.outcomes[0], ratio=2.0 / WORSE / 1.01),),
            promises=(attrs.evolve(RUN.promises[0], value=1.4), RUN.promises[1]),
        )
        assert [one.now.name for one in slower(RUN, slow)] == ["x", "A, 10 sheets"]
        assert not slower(slow, RUN)
        assert len(changes(RUN, slow)) == 3
        assert "2 of 3 ratios are more than 1.25 times as bad" in page([RUN, slow])
        assert "none of 3 ratios" in page([slow, attrs.evolve(RUN, on="2026-12-02")])

    def test_runs_on_another_kind_of_machine_are_not_compared(self):
        other = attrs.evolve(RUN, on="2026-10-01", machine=attrs.evolve(RUN.machine, cores=99))
        assert before(RUN, [other, RUN]) is None
        assert "No earlier run on this kind of machine" in page([other, RUN])
        older = attrs.evolve(RUN, on="2026-10-02")
        assert before(RUN, [other, older, RUN]) == older


class TestPromise:
    @pytest.mark.parametrize(("value", "kept"), [(1.0, True), (1.01, False)])
    def test_at_most(self, value, kept):
        assert Promise("x", value, most=1).kept is kept

    @pytest.mark.parametrize(("value", "kept"), [(1.0, True), (0.99, False)])
    def test_at_least(self, value, kept):
        assert Promise("x", value, least=1).kept is kept

    def test_a_fresh_interpreter_starts_as_an_installed_one(self, monkeypatch):
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        code = "import sys, benchmarks, ocop; print(sys.flags.dont_write_bytecode)"
        assert ran("-c", code).stdout == "0\n"

    def test_files_hand_theirs_over(self):
        assert {"ratios", "cycle_ratios", "checks_ratios", "scenarios_ratios"} <= set(files())


class TestRaces:
    def test_the_right_answers_are_those_of_a_scorecard(self, track):
        right = [track.right[name].tolist() for name in WANT]
        for row, *answers in zip(track.data.rows(), *right, strict=True):
            card = score(RUBRIC.sheet(row))
            parts = [part.points for part in card.parts.values()]
            assert answers == [*parts, card.total, card.stars_by_points, card.stars, False]

    @pytest.mark.filterwarnings("ignore")  # ibis and pyspark warn of what they call themselves
    @pytest.mark.parametrize("id_", FIELD)
    def test_everybody_answers_alike(self, id_, track, monkeypatch):
        monkeypatch.setattr(engine, "PARTITIONS", 2)  # each of sixteen takes as long as these two
        contestant = CONTESTANTS[id_]
        assert contestant.missing == ()
        track.ready(contestant, track.data)

    def test_one_wrong_answer_is_seen(self, track):
        wrong = {name: column.copy() for name, column in track.right.items()}
        wrong["stars"][-1] += 1
        for ordered in (True, False):
            contestant = attrs.evolve(CONTESTANTS["take"], ordered=ordered)
            hold(contestant, track.right, track.right, len(track.data))
            with pytest.raises(UnequalError):
                hold(contestant, wrong, track.right, len(track.data))

    def test_everybody_races(self):
        assert {id_ for race in RACES for id_ in (race.ours, race.other)} == set(CONTESTANTS)
        assert all(CONTESTANTS[race.ours].ours for race in RACES)


class TestCommand:
    def test_it_measures_keeps_the_run_and_makes_the_page(self, tmp_path, capsys, monkeypatch):
        monkeypatch.setattr(gc, "collect", int)  # of thousands of tests, before each round
        words = ["--sheets", "50", "--rounds", "0", "--only", "one-by-one", "dicts", "--to"]
        assert main([*words, str(tmp_path)]) == 0
        (run,) = history(tmp_path / "benchmarks" / "history")
        assert [speed.id for speed in run.speeds] == ["one-by-one", "dicts"]
        assert all(speed.per_second and speed.first for speed in run.speeds)
        text = (tmp_path / "docs" / "benchmarks.md").read_text(encoding="utf-8")
        assert text == page([run])
        text_vi = (tmp_path / "docs" / "benchmarks.vi.md").read_text(encoding="utf-8")
        assert text_vi == page([run], "vi")
        assert "| **ocop.score, từng phiếu một** |" in text_vi
        assert "| **ocop.score, one by one** |" in text
        assert "Python, a loop over dicts" in capsys.readouterr().out

    def test_a_rehearsal_is_not_kept_among_the_runs(self, capsys):
        with pytest.raises(SystemExit):
            main(["--sheets", "50"])
        assert "--to FOLDER" in capsys.readouterr().err

    def test_the_page_alone_is_made_of_what_is_kept(self, tmp_path):
        kept = tmp_path / "benchmarks" / "history"
        kept.mkdir(parents=True)
        (kept / RUN.file_name).write_text(stored(RUN), encoding="utf-8")
        assert main(["--page", "--to", str(tmp_path)]) == 0
        assert (tmp_path / "docs" / "benchmarks.md").read_text(encoding="utf-8") == page([RUN])
