"""Test files mirror the sources: a room's tests stand in its folder, a module's under its name."""

from __future__ import annotations

from pathlib import Path

import ocop

SOURCES, TESTS = Path(ocop.__file__).parent, Path(__file__).parent
FLOORS = ("law", "scoring", "cycle", "targets", "scenarios", "formats", "checks", "frames")
#: What holds several modules to each other, by what it asks.
ACROSS = {
    "law": {"crosswalk_data", "law", "new_decision", "rule_files", "changes/shape"},
    "scoring": {"cases", "data", "dependents", "faults", "notes", "properties", "rubric/form"},
    "cycle": {
        "face", "faults", "growth", "lives", "offers", "papers", "values", "ways", "application/irregular",
        "application/act", "application/words",
    },
    "targets": {
        "any_input", "copies", "edges", "from_the_cycle", "growth", "hostile", "properties", "targets",
        "types", "values", "registry/faults", "registry/messy_register", "registry/unread",
        "registry/reader", "registry/rules_of_rows",
    },
    "scenarios": {"any_input", "forecast/chain", "forecast/sum", "proposal"},
    "formats": {"round_trips", "targets"},
    "checks": {"plugin", "subjects", "twenty"},
    "frames": {"imports"},
}  # fmt: skip


def test_a_test_file_has_the_name_of_its_module():
    for floor in FLOORS:
        modules = {
            path.relative_to(SOURCES / floor).with_suffix("").as_posix()
            for path in (SOURCES / floor).rglob("*.py")
        }
        files = {
            path.relative_to(TESTS / floor).with_suffix("").as_posix().replace("test_", "")
            for path in (TESTS / floor).rglob("test_*.py")
        }
        assert files - modules == ACROSS[floor]


def test_a_folder_of_tests_has_the_name_of_its_room():
    for floor in FLOORS:
        rooms = {path.name for path in (SOURCES / floor).iterdir() if path.is_dir()}
        folders = {path.parent.name for path in (TESTS / floor).rglob("test_*.py")} - {floor}
        assert folders <= rooms
