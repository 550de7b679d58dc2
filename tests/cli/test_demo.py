"""``ocop demo``: a product through the five stages, and the commands that say the same."""

from __future__ import annotations

import shlex
import subprocess
import sys
from datetime import date
from itertools import chain

import pytest

import ocop
from ocop._cli import main
from ocop._cli.walk import CALLS, Walk
from ocop.cycle import Stage
from ocop.words import in_words
from tests.languages.offences import foreign_forms, offences
from tests.languages.proper import PROPER

LANGS = ("vi", "en")


def told(capsys, lang, *more):
    assert main(["demo", "--lang", lang, *more]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def by_stage(lines, lang):
    """Stage → the lines below its heading."""
    at = {stage: lines.index(f"{n}. {stage.label(lang)}") for n, stage in enumerate(Stage, 1)}
    ends = [*list(at.values())[1:], len(lines) - 2]
    return {
        stage: [line.strip() for line in lines[start + 1 : end] if line]
        for (stage, start), end in zip(at.items(), ends, strict=True)
    }


@pytest.mark.parametrize("lang", LANGS)
def test_it_walks_the_five_stages_and_names_what_gave_each(capsys, lang):
    stages = by_stage(told(capsys, lang), lang)
    assert list(stages) == list(Stage)
    for stage, lines in stages.items():
        asked = [line for line in lines if line.startswith(("$ ocop ", ">>> "))]
        assert len(asked) == 2 * len(CALLS[stage]) >= 2
        assert len(lines) > len(asked)


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_whole_in_one_language(capsys, lang):
    lines = [line for line in told(capsys, lang) if not line.strip().startswith(("$ ", ">>> "))]
    lines = [line.replace("ocop demo --files", "") for line in lines]
    mixed = list(offences((("demo", lang, line) for line in lines), PROPER))
    assert not mixed + [line for line in lines if foreign_forms(line, lang)]


def facts(walk, lang):
    """Stage → what the library says in it."""
    application, certificate = walk.applications[Stage.PROMOTION], walk.certificate
    report = walk.plan.evaluate(walk.registries[1].on(date(2026, 12, 31))).explain(lang)
    return {
        Stage.IDEAS: [application.product],
        Stage.REGISTRATION: [
            ocop.score(walk.draft).text(lang),
            str(walk.card.total),
            *walk.card.advice(to=4).text(lang).splitlines()[1:],
        ],
        Stage.EVALUATION: [in_words(walk.verdict.total, lang)],
        Stage.CERTIFICATION: certificate.summary(lang, on=None),
        Stage.PROMOTION: [row[key] for row in report.rows for key in ("target", "value", "bound")],
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_commands_that_it_names_say_what_it_says(capsys, tmp_path, monkeypatch, lang):
    """No figure is typed in: the demo, its commands and the library say the same."""
    folder = tmp_path / "thư mục" / "thử"
    lines = told(capsys, lang, "--files", str(folder))
    monkeypatch.chdir(folder)
    walk = Walk(lang)
    for stage, said in by_stage(lines, lang).items():
        answer = ""
        for command in (line for line in said if line.startswith("$ ocop ")):
            assert main([*shlex.split(command)[2:], "--lang", lang]) == 0
            answer += capsys.readouterr().out
        text = "\n".join([lines[0], *said])
        for fact in facts(walk, lang)[stage]:
            assert fact.strip() in text
            assert fact.strip() in answer


def test_the_product_learns_from_its_sheet():
    """The story of the walk: a minimum is missed, the advice followed, the council agrees."""
    walk = Walk("vi")
    assert walk.card.stars < walk.card.stars_by_points
    assert walk.verdict.stars == walk.card.stars_by_points == walk.certificate.stars
    assert walk.verdict.stands
    alone, beside = walk.registries
    assert len(beside) == len(alone) + 1
    assert tuple(walk.applications[Stage.PROMOTION].history) == tuple(
        chain.from_iterable(walk.events.values())
    )


def test_its_files_are_not_overwritten_unasked(capsys, tmp_path):
    assert main(["demo", "--files", str(tmp_path)]) == 0
    assert len(list(tmp_path.iterdir())) == 6
    capsys.readouterr()
    assert main(["demo", "--files", str(tmp_path), "--lang", "en"]) == 2
    assert "--force to overwrite it" in capsys.readouterr().err
    assert main(["demo", "--files", str(tmp_path), "--force"]) == 0
    file = tmp_path / "half.toml"
    assert main(["demo", "--files", str(file), "--lang", "en"]) == 2
    assert "half.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "là tệp, không phải thư mục"), ("en", "is a file, not a folder")]
)
@pytest.mark.parametrize("below", ["", "/x"])
def test_a_file_is_no_folder_for_its_files(capsys, tmp_path, lang, words, below):
    path = tmp_path / "a.toml"
    path.write_text("", encoding="utf-8")
    assert main(["demo", "--files", f"{path}{below}", "--lang", lang]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(f": {words}\n")
    assert path.read_text(encoding="utf-8") == ""


def test_nothing_else_is_loaded_for_it():
    """Under a second, and no table or picture beside: modules are counted, not seconds."""
    code = (
        "import sys; from ocop._cli import main; main(['demo']);"
        "heavy = ('numpy', 'narwhals', 'pandas', 'altair', 'ocop.scenarios', 'ocop.frames', 'ocop.checks');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"
