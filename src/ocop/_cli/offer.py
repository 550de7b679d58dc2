"""``ocop new`` and ``ocop schema``: templates to fill in, and what editors complete them by.

To offer one more template: put ``NAME.vi.toml`` and ``NAME.en.toml`` into the folder ``templates``
(or ``.csv``), with a line ``#:schema ./ocop-NAME.schema.json`` on top where it has a schema. To
offer a schema: put ``NAME.schema.json`` into a folder of :data:`_SCHEMAS`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ocop._cli.files import in_file
from ocop._cli.output import show_table
from ocop._cli.parser import add_lang
from ocop.data import dump_json, folder_of, load_json
from ocop.errors import InputError
from ocop.text import Label

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say

__all__ = ["add_commands"]

#: The folders of schemas: a package, and which of its folders; empty for its own.
_SCHEMAS = (("ocop.formats", "schemas"), ("ocop.checks", ""))
_ENDING = ".schema.json"
#: The forms of templates.
_ENDINGS = (".toml", ".csv")
_HEAD = Label("Tên; Nội dung", "Name; What it is")


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    kind = say("LOẠI", "KIND")
    new = commands.add(
        "new",
        say("tệp mẫu có chú thích để điền", "a commented template to fill in"),
        say(
            "Ghi một tệp mẫu có chú thích. Không có LOẠI thì liệt kê các loại. "
            "Phiếu chấm điểm trống thì dùng ocop sheet.",
            "Write a commented template. Without KIND the kinds are listed. For a blank sheet use "
            "ocop sheet.",
        ),
    )
    new.add_argument("kind", nargs="?", metavar=kind)
    add_lang(new, say)
    new.set_defaults(run=_new, table=True)

    schema = commands.add(
        "schema",
        say("lược đồ JSON Schema của một loại tệp", "the JSON Schema of a kind of file"),
        say(
            "Ghi JSON Schema để phần mềm soạn thảo gợi ý và kiểm tra khi gõ: "
            "ocop schema plan -o ocop-plan.schema.json. Không có LOẠI thì liệt kê các loại.",
            "Write the JSON Schema by which editors complete and check: ocop schema plan -o "
            "ocop-plan.schema.json. Without KIND the kinds are listed.",
        ),
    )
    schema.add_argument("kind", nargs="?", metavar=kind)
    add_lang(schema, say)
    schema.set_defaults(run=_schema, json=False)


def _folder() -> str:
    return os.path.join(folder_of("ocop._cli"), "templates")


def _templates(lang: str) -> dict[str, str]:
    """Name → file of every template in a language."""
    files = sorted(file for file in os.listdir(_folder()) if f".{lang}." in file)
    return {file.split(".")[0]: os.path.join(_folder(), file) for file in files}


def _schemas() -> dict[str, str]:
    """Name → file of every schema."""
    folders = [os.path.join(folder_of(package), folder) for package, folder in _SCHEMAS]
    files = {
        file.removesuffix(_ENDING): os.path.join(folder, file)
        for folder in folders
        for file in os.listdir(folder)
        if file.endswith(_ENDING)
    }
    return dict(sorted(files.items()))


def _text(file: str) -> str:
    with open(file, encoding="utf-8") as stream:
        return stream.read()


def _new(args: argparse.Namespace) -> None:
    templates = _templates(args.lang)
    if args.kind is None:
        rows = [(name, _title(_text(file))) for name, file in templates.items()]
        show_table(args, _HEAD(args.lang).split("; "), rows)
        return
    if args.kind not in templates:
        raise InputError.of("no-such-template", "KIND", given=args.kind, known=tuple(templates))
    file = templates[args.kind]
    ending, wanted = (_ending_of(name) for name in (file, args.output or file))
    if wanted != ending and wanted in _ENDINGS:
        with in_file(args.output):
            raise InputError.of("no-such-form", given=wanted, known=(ending,))
    print(_text(file), end="")


def _ending_of(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _title(text: str) -> str:
    """The first line that says what a template is."""
    lines = (line for line in text.splitlines() if not line.startswith("#:"))
    return next(lines).lstrip("# ").partition(". ")[0]


def _schema(args: argparse.Namespace) -> None:
    schemas = _schemas()
    if args.kind is None:
        key = "title" if args.lang == "vi" else "x-title-en"
        rows = [(name, load_json(_text(file))[key]) for name, file in schemas.items()]
        if args.json:
            print(dump_json([{"kind": name, "title": title} for name, title in rows], indent=2))
        else:
            show_table(args, _HEAD(args.lang).split("; "), rows)
        return
    if args.kind not in schemas:
        raise InputError.of("no-such-schema", "KIND", given=args.kind, known=tuple(schemas))
    print(_text(schemas[args.kind]), end="")
