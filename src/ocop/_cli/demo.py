"""``ocop demo``: a made-up product on its way through the five stages.

What it has answered, how its council votes and what happens when stands in ``demo.toml``; every
number and every day of the answer comes from the library.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ocop._cli.files import in_file, path_of, unusable
from ocop._cli.output import write_file
from ocop._cli.parser import add_lang
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    demo = commands.add(
        "demo",
        say("một sản phẩm giả định đi qua năm bước", "a made-up product goes through the stages"),
        say(
            "Đưa một sản phẩm giả định qua năm bước của chu trình, từ ý tưởng đến xúc tiến thương "
            "mại: chấm phiếu, hội đồng, giấy chứng nhận, chỉ tiêu. Mỗi bước ghi lệnh và lời gọi "
            "Python đã cho kết quả.",
            "Take a made-up product through the five stages of the cycle, from the idea to "
            "promotion: its sheet, its council, its certificate, the plan that counts it. Each "
            "stage names the commands and the calls of Python that gave its answers.",
        ),
    )
    demo.add_argument(
        "--files",
        metavar=say("THƯ-MỤC", "FOLDER"),
        help=say(
            "ghi các tệp của ví dụ vào thư mục này, để tự chạy các lệnh",
            "write the files of the walk into this folder, to run its commands oneself",
        ),
    )
    add_lang(demo, say)
    demo.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> None:
    from ocop._cli.walk import Walk  # noqa: PLC0415 - only for this command

    walk = Walk(args.lang)
    if args.files is not None:
        _make(args.files)
        for name, text in walk.files().items():
            write_file(os.path.join(args.files, name), text, overwrite=args.force)
    print("\n".join(walk.lines()))


def _make(folder: str) -> None:
    """Make a folder that is not there yet.

    Raises:
        InputError: it cannot be made.
    """
    with in_file(folder):
        try:
            os.makedirs(path_of(folder), exist_ok=True)
        except OSError as err:
            raise InputError(unusable(err, "file-not-written")) from None
