#!/usr/bin/env python3
"""Shows: a migration as a pair of files, NUMBER_name.up.sql and .down.sql, written from two schemas.

Run: python3 generate_migration.py add_invoices                         # an empty pair
     python3 generate_migration.py add_invoices --old a.sql --new b.sql # tables and columns compared
Standard library only. Both schemas are loaded into SQLite in memory, so keep to SQL it accepts.
The result is a draft: read it, and prove it on a real engine (S1:465). A renamed column looks like
one dropped and one added. The files suit golang-migrate (S4:222).
"""
import argparse
import datetime
import pathlib
import re
import sqlite3
import sys


def load(path):
    db = sqlite3.connect(":memory:")
    db.executescript(pathlib.Path(path).read_text(encoding="utf-8"))
    tables = {}
    for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        columns = db.execute("SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info(?)", (name,))
        tables[name] = (sql, {column: rest for column, *rest in columns})
    return tables


def column_sql(name, kind, not_null, default):
    parts = [name, kind]
    if not_null:
        parts.append("NOT NULL")
    if default is not None:
        parts.append(f"DEFAULT {default}")
    note = "  -- NOT NULL without a default fails on filled tables" if not_null and default is None else ""
    return " ".join(part for part in parts if part) + ";" + note


def steps(old, new):
    """SQL that leads from one schema to the other."""
    for table in sorted(new.keys() - old.keys()):
        yield new[table][0] + ";"
    for table in sorted(old.keys() & new.keys()):
        before, after = old[table][1], new[table][1]
        for column in (c for c in after if c not in before):
            yield f"ALTER TABLE {table} ADD COLUMN {column_sql(column, *after[column])}"
        for column in (c for c in before if c not in after):
            yield f"ALTER TABLE {table} DROP COLUMN {column};"
        for column in (c for c in after if c in before and after[c] != before[c]):
            yield f"-- {table}.{column} changed from {before[column]} to {after[column]}: write this by hand"
    for table in sorted(old.keys() - new.keys()):
        yield f"DROP TABLE {table};"


def main():
    parser = argparse.ArgumentParser(description="Write a pair of migration files.")
    parser.add_argument("name")
    parser.add_argument("--old", help="schema before, as SQL")
    parser.add_argument("--new", help="schema after, as SQL")
    parser.add_argument("--dir", default="migrations", type=pathlib.Path)
    args = parser.parse_args()
    if bool(args.old) != bool(args.new):
        parser.error("--old and --new belong together")
    if not re.fullmatch(r"[a-z0-9_]+", args.name):
        parser.error("a name has lower-case letters, digits and _ only")
    up = down = ["-- write the change here"]
    if args.old:
        try:
            old, new = load(args.old), load(args.new)
        except (OSError, sqlite3.Error) as error:
            sys.exit(f"cannot read the schemas: {error}")
        up, down = list(steps(old, new)), list(steps(new, old))
        if not up:
            sys.exit("the schemas have the same tables and columns")
    args.dir.mkdir(parents=True, exist_ok=True)
    number = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d%H%M%S")
    for direction, lines in (("up", up), ("down", down)):
        path = args.dir / f"{number}_{args.name}.{direction}.sql"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
