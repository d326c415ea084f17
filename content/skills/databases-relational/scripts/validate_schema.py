#!/usr/bin/env python3
"""Shows: checks worth running on every schema before it is merged. Exit code 1 if one fails.

Run: python3 validate_schema.py schema.sql
Standard library only. The file is loaded into SQLite in memory, so keep to SQL it accepts.
Checked: each table has a primary key, each foreign key points at something, has an index and the
same type as its target, no money is stored in a floating type. Indexes on what is queried often:
S2:169. A pass is no proof that your own queries are covered.
"""
import pathlib
import re
import sqlite3
import sys


def findings(db):
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    columns = {
        table: {name: (kind.upper(), key) for name, kind, key in db.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,))}
        for table in names
    }
    if not names:
        yield "the file defines no table"
    for table in names:
        keys = sorted((key, name) for name, (_, key) in columns[table].items() if key)
        if not keys:
            yield f"{table}: no primary key"
        leading = [[name for _, name in keys]]  # the key is an index too
        for (index,) in db.execute("SELECT name FROM pragma_index_list(?) WHERE NOT partial", (table,)):
            leading.append([name for (name,) in db.execute("SELECT name FROM pragma_index_info(?)", (index,))])
        foreign = {}
        for number, target, source, goal in db.execute('SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq', (table,)):
            foreign.setdefault((number, target), []).append((source, goal))
        for (_, target), pairs in foreign.items():
            sources = [source for source, _ in pairs]
            label = f"{table}({', '.join(sources)})"
            if target not in columns:
                yield f"{label}: points at {target}, which does not exist"
                continue
            if not any(set(index[: len(sources)]) == set(sources) for index in leading):
                yield f"{label}: foreign key without an index"
            for source, goal in pairs:
                if goal is None:  # no column written: the target's primary key
                    continue
                if goal not in columns[target]:
                    yield f"{label}: {target} has no column {goal}"
                elif columns[table][source][0] != columns[target][goal][0]:
                    yield f"{label}: {columns[table][source][0]} here, {columns[target][goal][0]} in {target}.{goal}"
        for name, (kind, _) in columns[table].items():
            if re.search(r"price|total|amount|balance", name) and re.search(r"REAL|FLOA|DOUB", kind):
                yield f"{table}.{name}: money in a floating type"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: validate_schema.py SCHEMA.sql")
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    except (OSError, sqlite3.Error) as error:
        sys.exit(f"cannot load {sys.argv[1]}: {error}")
    found = list(findings(db))
    for line in found:
        print(line)
    print(f"{len(found)} finding(s)")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
