"""python duckdb_columns.py FOLDER: the fifteen checks as one SQL query over columns in memory (Arrow tables taken into DuckDB).
Prints lines as javascript.mjs does."""
import json
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as arrow

folder = Path(sys.argv[1])
cases = [json.loads(line) for line in (folder / "many.ndjson").read_text(encoding="utf-8").splitlines()]

flat = [{"id": i, **{k: v for k, v in one.items() if k not in ("evidence", "notices")}} for i, one in enumerate(cases)]
evidence = [{"id": i, "step": s, "day": step["day"]} for i, one in enumerate(cases) for s, step in enumerate(one["evidence"])]
officers = [{"id": i, "step": s, "day": step["day"], **officer} for i, one in enumerate(cases)
            for s, step in enumerate(one["evidence"]) for officer in step["officers"]]
notices = [{"id": i, **notice} for i, one in enumerate(cases) for notice in one["notices"]]
as_of = cases[0]["asOf"]


def table(rows):
    return arrow.Table.from_pylist(rows)


def late(done, by):
    return f"(CASE WHEN {done} < 0 THEN {by} < {as_of} ELSE {done} > {by} END)"


QUERY = f"""
WITH valid AS (
  SELECT id, step, count(DISTINCT cert) FILTER (WHERE "from" <= day AND day <= until) AS n FROM officers GROUP BY id, step),
short AS (SELECT DISTINCT id FROM evidence LEFT JOIN valid USING (id, step) WHERE coalesce(n, 0) < 2),
told AS (
  SELECT n.id, bool_or(n.day < c.decided) AS before, bool_or(n.fine >= c.threshold AND NOT n.told) AS untold,
         min(n.fine) FILTER (WHERE n.day < c.decided) AS lowest
  FROM notices n JOIN cases c USING (id) GROUP BY n.id)
SELECT
  short.id IS NOT NULL,
  found >= 0 AND {late('filed', 'foundDue')},
  ordinary AND filed >= 0 AND {late('decided', 'filedDue')},
  decided >= 0 AND {late('served', 'weekAfter')},
  decided >= 0 AND {late('published', 'weekAfter')},
  ordinary AND decided >= 0 AND NOT coalesce(told.before, false),
  coalesce(told.untold, false),
  hearing >= 0 AND {late('notified', 'noticeDue')},
  needsReview AND decided >= 0 AND NOT (reviewed >= 0 AND reviewed < decided AND agreed),
  grave AND decided >= 0 AND NOT (discussed >= 0 AND discussed < decided),
  decided >= 0 AND coalesce(fine > told.lowest, false),
  {late('found', 'limitationEnd')},
  NOT ordinary AND decided >= 0 AND NOT (CASE WHEN "natural" THEN fine <= 20000 ELSE fine <= 300000 END),
  ordinary AND decided >= 0 AND (fine < rangeLow OR fine > rangeHigh),
  decided >= 0 AND fine > 0 AND served >= 0 AND {late('paid', 'payDue')}
FROM cases LEFT JOIN short USING (id) LEFT JOIN told USING (id)
"""

connection = duckdb.connect()
for name, rows in (("cases", flat), ("evidence", evidence), ("officers", officers), ("notices", notices)):
    connection.register("taken", table(rows))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM taken")
    connection.unregister("taken")

columns = ", ".join(f"count(*) FILTER (WHERE c{i}) AS n{i}" for i in range(15))
names = ", ".join(f"c{i}" for i in range(15))
counts = connection.execute(f"SELECT {columns} FROM ({QUERY}) AS t({names})").fetchone()
wanted = tuple(sum(one["expected"] >> i & 1 for one in cases) for i in range(15))
for threads in (1, 2):
    connection.execute(f"SET threads = {threads}")
    rounds = []
    for _ in range(5):
        start = time.perf_counter()
        connection.sql(QUERY).to_arrow_table()
        rounds.append(time.perf_counter() - start)
    print(json.dumps({"peer": "DuckDB", "work": f"15 checks, columns, {threads} thread{'s' if threads > 1 else ''}",
                      "us": min(rounds) * 1e6 / len(cases), "equal": counts == wanted, "cases": len(cases),
                      "note": "tables in memory to an Arrow table of 15 columns; equal by count of each check"}))
