"""``detente import``: streams of others, and what is left out of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
HEADER = "date,source,target,code\n"


def test_a_stream_becomes_a_dyad(run: Run, tmp_path: Path) -> None:
    rows = "".join(
        f"2005-03-{day:02},USA,FRA,{code}\n" for day, code in ((1, "040"), (9, "112"), (20, "190"))
    )
    (tmp_path / "events.csv").write_text(HEADER + rows, encoding="utf-8")
    (row,) = json.loads(run("import", "events.csv", "--scheme", "cameo", "--format", "json").stdout)
    assert (row["new"], row["lines"], row["kept"]) == (True, 3, 3)
    (again,) = json.loads(run("import", "events.csv", "--scheme", "cameo", "--format", "json").stdout)
    assert again["new"] is False
    (pair,) = json.loads(run("dyads", "--format", "json").stdout)
    assert ({pair["a"], pair["b"]}, pair["events"]) == ({"FRA", "USA"}, 3)


def test_what_is_left_out_is_said(run: Run, tmp_path: Path) -> None:
    rows = "2005-03-01,USA,FRA,040\n2005-13-45,USA,FRA,040\n2005-03-01,USA,FRA,ZZZ\n2005-03-01,USA,,040\n"
    (tmp_path / "events.csv").write_text(HEADER + rows, encoding="utf-8")
    result = run("import", "events.csv", "missing.csv", "--scheme", "cameo", "--format", "json")
    assert result.exit_code == 3
    assert "3 of 4 lines left out" in result.stderr
    assert "missing.csv" in result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["unknown_codes"], row["bad_dates"], row["incomplete"]) == ({"ZZZ": 1}, {"2005-13-45": 1}, 1)
    assert run("import", "missing.csv").exit_code == 1
