"""What the application keeps, in SQLite: documents as the library writes them, and whose they are.

A document says the rules it was made under (``ocop.to_json``), and is read back under those.
Nothing of what it comes to is kept beside it: points, stars and days are asked of the library anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

__all__ = ["Row", "Stale", "Store"]

Row = sqlite3.Row

_SCHEMA = """
create table if not exists product (
    id integer primary key, code text not null, commune text not null, application text not null
);
create table if not exists council (
    id integer primary key, product integer not null references product,
    regulation text not null, blank text not null, verdict text
);
create table if not exists sheet (
    id integer primary key, product integer not null references product,
    council integer references council, chair integer not null, invalid text not null,
    draft text not null, revision integer not null
);
create table if not exists recognition (id integer primary key, document text not null);
create table if not exists figure (
    plan text not null, kind text not null, name text not null, place text not null,
    day text not null, document text not null, primary key (plan, kind, name, place, day)
);
"""


class Stale(Exception):  # noqa: N818 - what happened, not what failed
    """Somebody else saved the same document since it was shown."""


class Store:
    """A database file; each use has a connection of its own, so that any thread may ask."""

    def __init__(self, path: str) -> None:
        """Open the file; its tables are made where it is new."""
        self._path = path
        with self._open() as database:
            database.executescript(_SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection; what was done in it is kept together, or not at all."""
        with closing(sqlite3.connect(self._path)) as database, database:
            database.row_factory = sqlite3.Row
            database.execute("pragma foreign_keys = on")
            yield database

    def _one(self, query: str, *values: object) -> Row | None:
        with self._open() as database:
            row: Row | None = database.execute(query, values).fetchone()
            return row

    def _all(self, query: str, *values: object) -> list[Row]:
        with self._open() as database:
            return database.execute(query, values).fetchall()

    def _add(self, query: str, *values: object) -> int:
        with self._open() as database:
            added = database.execute(query, values).lastrowid
            assert added is not None  # noqa: S101 - for the type checker: a row was put in
            return added

    def _change(self, query: str, *values: object) -> None:
        """Change the row that is still as it was shown.

        Raises:
            Stale: there is none.
        """
        with self._open() as database:
            if not database.execute(query, values).rowcount:
                raise Stale

    def products(self) -> list[Row]:
        """Every product, the newest first."""
        return self._all("select * from product order by id desc")

    def product(self, id_: int) -> Row | None:
        """A product: its code, its commune, its application."""
        return self._one("select * from product where id = ?", id_)

    def add_product(self, code: str, commune: str, application: str) -> int:
        """Keep a product, and give its number."""
        query = "insert into product (code, commune, application) values (?, ?, ?)"
        return self._add(query, code, commune, application)

    def move(self, id_: int, before: str, after: str) -> None:
        """Keep what an application has become.

        Raises:
            Stale: it is not what it was before any more.
        """
        query = "update product set application = ? where id = ? and application = ?"
        self._change(query, after, id_, before)

    def sheets(self, product: int, council: int | None = None) -> list[Row]:
        """The sheets of a product's own scoring, or of a council's members."""
        query = "select * from sheet where product = ? and council is ? order by id"
        return self._all(query, product, council)

    def sheet(self, id_: int) -> Row | None:
        """A sheet, with the number of times that it was saved."""
        return self._one("select * from sheet where id = ?", id_)

    def add_sheet(
        self, product: int, draft: str, *, council: int | None = None, chair: bool = False
    ) -> int:
        """Keep a sheet, and give its number."""
        query = (
            "insert into sheet (product, council, chair, invalid, draft, revision)"
            " values (?, ?, ?, '', ?, 0)"
        )
        return self._add(query, product, council, chair, draft)

    def save_sheet(
        self, id_: int, revision: str, draft: str, *, chair: bool = False, invalid: str = ""
    ) -> None:
        """Keep what a sheet says now.

        Raises:
            Stale: it was saved since.
        """
        query = (
            "update sheet set draft = ?, chair = ?, invalid = ?, revision = revision + 1"
            " where id = ? and revision = ?"
        )
        self._change(query, draft, chair, invalid, id_, revision)

    def councils(self, product: int) -> list[Row]:
        """The councils that a product went before, oldest first."""
        return self._all("select * from council where product = ? order by id", product)

    def council(self, id_: int) -> Row | None:
        """A council: its regulation, the blank sheet of its rubric, its verdict once it has one."""
        return self._one("select * from council where id = ?", id_)

    def add_council(self, product: int, regulation: str, blank: str) -> int:
        """Keep a council, and give its number."""
        query = "insert into council (product, regulation, blank) values (?, ?, ?)"
        return self._add(query, product, regulation, blank)

    def conclude(self, council: int, verdict: str, before: str, after: str) -> None:
        """Keep a council's verdict and what it made of the application, both or neither.

        Raises:
            Stale: the council has concluded, or the application went on since.
        """
        concluded = "update council set verdict = ? where id = ? and verdict is null"
        moved = (
            "update product set application = ? where application = ?"
            " and id = (select product from council where id = ?)"
        )
        with self._open() as database:
            for query, values in (
                (concluded, (verdict, council)),
                (moved, (after, before, council)),
            ):
                if not database.execute(query, values).rowcount:
                    raise Stale

    def recognitions(self) -> list[str]:
        """The recognitions that came from files."""
        rows = self._all("select document from recognition order by id")
        return [row["document"] for row in rows]

    def replace_recognitions(self, documents: Iterable[str]) -> None:
        """Keep these in the place of those that came from files before."""
        with self._open() as database:
            database.execute("delete from recognition")
            database.executemany(
                "insert into recognition (document) values (?)", [(each,) for each in documents]
            )

    def figures(self, plan: str) -> list[Row]:
        """The figures that were entered for a plan."""
        query = "select * from figure where plan = ? order by kind, name, place, day"
        return self._all(query, plan)

    def set_figure(  # noqa: PLR0917 - the columns of the table
        self, plan: str, kind: str, name: str, place: str, day: str, document: str
    ) -> None:
        """Keep a figure in the place of the one of the same day."""
        query = "insert or replace into figure values (?, ?, ?, ?, ?, ?)"
        self._add(query, plan, kind, name, place, day, document)

    def remove_figure(self, plan: str, kind: str, name: str, place: str, day: str) -> None:
        """Take a figure away.

        Raises:
            Stale: it is not there.
        """
        query = (
            "delete from figure where plan = ? and kind = ? and name = ? and place = ? and day = ?"
        )
        self._change(query, plan, kind, name, place, day)
