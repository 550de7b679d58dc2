"""Sample mutants of the floors and see which ones the tests kill.

Run ``python tools/mutate.py --count 600`` (in the environment that runs the tests). A mutant is one
small change of the source: a comparison, a number, a condition, a statement that goes. The sample
follows the seed. Each mutant is tried with the test files that fit its module first and the rest of
its floor's tests after them; the first failure kills it. One of a function is tried in a fork of a
process that has the tests in memory; what is no function, and what survives that, in a process of
its own, on a copy of the sources. What is tried stands in ``.mutants/``, so that a run goes on
where it stopped; a mutant of a file that has changed since is tried anew. ``--wide`` tries
survivors on the whole suite.

It prints the rate of each floor and the survivors; those that ``tools/mutants.toml`` gives a reason
for are named with it. It exits 1 where fewer than 93 % are killed.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from forked import Forks, outermost

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ocop"
FLOORS = ("law", "scoring", "cycle", "targets")
GOAL = 93  # per cent of the mutants
MOST_BYTES = 4 << 30
INTERRUPTED = 2  # what pytest exits with where a file of tests cannot be read
NEAREST = 4  # how many test files are tried before the rest are collected at all

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
# how much is kept and how fast it is found: no answer depends on it
_NO_ANSWER = {"maxsize", "cache_hash", "slots", "repr", "strict"}


@dataclass(frozen=True)
class Mutant:
    """One change: the bytes from ``start`` to ``end`` of a file become ``after``."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str
    digest: str

    @property
    def key(self) -> str:
        """What identifies it while its file stays as it is."""
        return f"{self.file}:{self.start}-{self.end}:{self.after}:{self.digest}"

    @property
    def floor(self) -> str:
        """The folder of the floor that it is on."""
        return self.file.split("/", maxsplit=1)[0]


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What is replaced in a node, and by which text."""
    yield from _operators(node)
    yield from _values(node)
    yield from _statements(node)


def _operators(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=rest):
            for at, op in enumerate(ops):
                others = [*ops[:at], _SWAPS[type(op)](), *ops[at + 1 :]]
                changed = ast.Compare(left=left, ops=others, comparators=rest)  # type: ignore[arg-type]
                yield node, f"({ast.unparse(changed)})"
        case ast.BoolOp(op=op, values=values):
            yield node, f"({ast.unparse(ast.BoolOp(op=_SWAPS[type(op)](), values=values))})"  # type: ignore[arg-type]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SWAPS:
            changed_op: Any = _SWAPS[type(op)]()
            yield node, f"({ast.unparse(ast.BinOp(left=left, op=changed_op, right=right))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"({ast.unparse(operand)})"


def _values(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.comprehension(ifs=ifs):
            yield from ((one, "True") for one in ifs)
        case ast.Call(func=ast.Name(id=name) as func) if name in _NAMES:
            yield func, _NAMES[name]


def _statements(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield value, "None"
        case ast.Expr(value=ast.Call() | ast.Yield()) | ast.Raise():
            yield node, "pass"
        case ast.Continue():
            yield node, "break"
        case ast.Break():
            yield node, "continue"


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that have an effect at run time, of which the parser knows the place."""
    match node:
        case ast.JoinedStr() | ast.AnnAssign(value=None):
            return
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.keyword(arg=name) if name in _NO_ANSWER:
            return
    yield node
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns"}:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _parts(child)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()[:12]
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for part in _parts(ast.parse(raw)):
        for node, after in _changes(part):
            place: Any = node
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            before = raw[start:end].decode()
            file = path.relative_to(SOURCE).as_posix()
            yield Mutant(file, place.lineno, start, end, before, after, digest)


def sample(count: int, seed: int) -> list[Mutant]:
    """So many mutants of the floors, the same ones for the same sources and seed."""
    files = sorted(path for floor in FLOORS for path in (SOURCE / floor).rglob("*.py"))
    every = list(dict.fromkeys(one for path in files for one in mutants_of(path)))
    random.Random(seed).shuffle(every)
    return every[:count]


def fitting(file: str, *, wide: bool) -> list[str]:
    """The test files of a module, those that name it or what it defines most often first."""
    path = SOURCE / file
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    module = "ocop." + file.removesuffix(".py").replace("/", ".")
    floor = file.split("/", maxsplit=1)[0]
    folder = ROOT / "tests" if wide else ROOT / "tests" / floor

    def fit(test: Path) -> tuple[bool, int, str]:
        text = test.read_text(encoding="utf-8")
        count = sum(text.count(name) for name in names if not name.startswith("__"))
        own = f"tests/{floor}/" in test.as_posix()
        return not own, -count - 50 * text.count(module), test.as_posix()

    tests = sorted(folder.rglob("test_*.py"), key=fit)
    return [test.relative_to(ROOT).as_posix() for test in tests]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def suite_passes(copy: Path, tests: list[str], seconds: float | None = None) -> tuple[bool, str]:
    """Whether the tests pass on a copy of the sources, and the first that does not."""
    words = ["-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "--tb=no"]
    environment = os.environ | {
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_PROFILE": "mutant",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words, *tests],
            capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
            timeout=seconds, preexec_fn=_limit,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False, "timeout"
    if done.returncode > INTERRUPTED:
        sys.exit(done.stdout + done.stderr)  # no tests, or a wrong call: nothing is shown by it
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return done.returncode == 0, (failed or [done.stdout[-200:]])[0].split(" - ")[0]


def tried(mutant: Mutant, copy: Path, *, wide: bool, seconds: float) -> dict[str, Any]:
    """What became of a mutant, and which test killed it."""
    target = copy / "ocop" / mutant.file
    original = target.read_bytes()
    for compiled in target.parent.glob(f"__pycache__/{target.stem}.*"):
        compiled.unlink()
    target.write_bytes(original[: mutant.start] + mutant.after.encode() + original[mutant.end :])
    start = time.monotonic()
    try:
        tests = fitting(mutant.file, wide=wide)
        survived, by = suite_passes(copy, tests[:NEAREST], seconds)
        if survived:
            survived, by = suite_passes(copy, tests[NEAREST:], seconds)
    finally:
        target.write_bytes(original)
    return {
        "key": mutant.key,
        "survived": survived,
        "by": "" if survived else by,
        "wide": wide,
        "seconds": round(time.monotonic() - start, 1),
    }


def _forked(floor: str, todo: list[Mutant], results: Any, seconds: float) -> None:  # noqa: ANN401 - a queue
    """Try mutants of functions of a floor in forks; each that is killed is put down."""
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutant"
    sys.path[:0] = [str(SOURCE.parent), str(ROOT)]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    forks = Forks(f"tests/{floor}")
    for mutant in todo:
        path = SOURCE / mutant.file
        original = path.read_bytes()
        mutated = original[: mutant.start] + mutant.after.encode() + original[mutant.end :]
        last = mutant.line + original[mutant.start : mutant.end].count(b"\n")
        names = outermost(ast.parse(original), mutant.line, last)
        start, killed = time.monotonic(), None
        if names is not None:
            tests = fitting(mutant.file, wide=False)
            for some in (tests[:NEAREST], tests[NEAREST:]):
                killed = forks.killed(path, mutated, names, mutant.line, some, seconds)
                if killed is not False:
                    break
        if killed:
            took = round(time.monotonic() - start, 1)
            row = {"survived": False, "by": "in a fork", "wide": False, "seconds": took}
            results.put({"key": mutant.key, **row})
    results.put(None)


def forked(todo: list[Mutant], jobs: int, seconds: float = 60) -> Iterator[dict[str, Any]]:
    """What became of the mutants that forks kill; the others are still to be tried."""
    context = get_context("spawn")
    for floor in FLOORS:
        own = [one for one in todo if one.floor == floor]
        queue = context.Queue()
        parts = [own[n::jobs] for n in range(jobs)]
        workers = [
            context.Process(target=_forked, args=(floor, part, queue, seconds)) for part in parts
        ]
        for worker in workers:
            worker.start()
        ended = 0
        while ended < len(workers):
            result = queue.get()
            if result is None:
                ended += 1
            else:
                yield result


def report(mutants: list[Mutant], results: dict[str, dict[str, Any]]) -> int:
    """Print the rates and the survivors; 1 where the goal is missed."""
    reasons = tomllib.loads((ROOT / "tools/mutants.toml").read_text(encoding="utf-8"))["survivors"]
    why = {(one["file"], one["before"], one["after"]): one["why"] for one in reasons}
    outcomes = [(one, results[one.key]["survived"]) for one in mutants if one.key in results]
    dead = 0
    for floor in (*FLOORS, ""):  # all of them last
        of_floor = [survived for one, survived in outcomes if one.file.startswith(floor)]
        dead = of_floor.count(False)
        rate = f"{100 * dead / len(of_floor):.1f} %" if of_floor else "–"
        print(f"{floor or 'all'}: {dead} of {len(of_floor)} killed, {rate}")
    for one in (one for one, survived in outcomes if survived):
        reason = why.get((one.file, one.before, one.after), "no reason is given")
        print(f"{one.file}:{one.line}: {one.before} → {one.after}: {reason}")
    return int(100 * dead < GOAL * len(outcomes))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--wide", action="store_true", help="try survivors on the whole suite")
    parser.add_argument("--report", action="store_true", help="only say what was tried")
    args = parser.parse_args()
    mutants = sample(args.count, args.seed)
    store = ROOT / ".mutants" / f"seed-{args.seed}.jsonl"
    store.parent.mkdir(exist_ok=True)
    lines = store.read_text(encoding="utf-8").splitlines() if store.exists() else []
    results = {one["key"]: one for one in map(json.loads, lines)}
    if args.report:
        return report(mutants, results)

    def due(one: Mutant) -> bool:
        known = results.get(one.key)
        return known is None or (args.wide and known["survived"] and not known["wide"])

    todo = [one for one in mutants if due(one)]
    if not args.wide:
        with store.open("a", encoding="utf-8") as file:
            for result in forked(todo, args.jobs):
                results[result["key"]] = result
                print(json.dumps(result, ensure_ascii=False), file=file, flush=True)
        todo = [one for one in todo if due(one)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(args.jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for copy in (Path(folder) / str(number) for number in range(args.jobs)):
            shutil.copytree(SOURCE, copy / "ocop")
            compileall.compile_dir(copy, quiet=2)
            copies.put(copy)
        seconds = {}
        for floor in {one.floor for one in todo}:
            start = time.monotonic()
            passed, by = suite_passes(
                SOURCE.parent, fitting(f"{floor}/__init__.py", wide=args.wide)
            )
            if not passed:
                sys.exit(f"the tests of {floor} fail without a mutant: {by}")
            seconds[floor] = 30 + 2 * (time.monotonic() - start)

        def run(one: Mutant) -> dict[str, Any]:
            copy = copies.get()
            try:
                return tried(one, copy, wide=args.wide, seconds=seconds[one.floor])
            finally:
                copies.put(copy)

        with store.open("a", encoding="utf-8") as file:
            for result in pool.map(run, todo):
                results[result["key"]] = result
                print(json.dumps(result, ensure_ascii=False), file=file, flush=True)
    return report(mutants, results)


if __name__ == "__main__":
    sys.exit(main())
