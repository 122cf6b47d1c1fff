"""Every command that README shows, run as it stands there; its Python examples run as doctests."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from scrubber.cli import main
from scrubber.pipeline import Pipeline
from tests.conftest import FIXTURES, ROOT, SEED

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith("$ ")
]
SCRUBBER = [command for command in COMMANDS if command.startswith("scrubber ")]
MAKE = [command for command in COMMANDS if command.startswith("make ")]


@pytest.mark.parametrize("command", SCRUBBER)
def test_command_runs(tmp_path: Path, command: str) -> None:
    if "trafilatura" in command:
        pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    shutil.copy(FIXTURES / "menus-and-tweet--harbour" / "page.html", tmp_path / "page.html")
    shutil.copy(SEED, tmp_path / "page.txt")
    shutil.copytree(FIXTURES, tmp_path / "pages")
    (tmp_path / "pages.jsonl").write_text('{"html": "<p>Tea is a drink made of leaves, and hot."}\n')
    (tmp_path / "more").mkdir()
    shutil.copy(tmp_path / "page.html", tmp_path / "more")
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))
    shown = subprocess.run(
        command, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True
    )
    assert shown.returncode == 0, shown.stderr.decode()
    made = {"pages", "more", "page.html", "page.txt", "pages.jsonl"}
    assert shown.stdout or {path.name for path in tmp_path.iterdir()} > made


def test_query_reads_the_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    monkeypatch.chdir(tmp_path)
    options = ("--format", "parquet", "--shard-pages", "4", "--jobs", "1", "--quiet")
    subprocess.run(
        [sys.executable, "-m", "scrubber", "batch", str(FIXTURES), "-o", "shards", *options], check=True
    )
    (query,) = re.findall(r"```sql\n(.*?)```", README, re.S)
    rows = duckdb.sql(query).fetchall()
    assert len(rows) == 5
    assert all(name.endswith((".txt", ".html")) and handle for name, _, handle, _ in rows)
    frame = pandas.concat(pandas.read_parquet(path) for path in sorted(Path("shards").glob("*.parquet")))
    assert len(frame) == len(list(FIXTURES.glob("*/page.*")))
    assert frame["stats"].iloc[0]["kept"] > 0


@pytest.mark.parametrize("command", MAKE)
def test_make_target_runs_what_it_says(command: str) -> None:
    """Only shown, not run: a test that calls `make test` would call itself. CI runs them."""
    words = [*shlex.split(command), "--dry-run", f"PYTHON={sys.executable}"]
    shown = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "/bin/" in shown.stdout


def test_nothing_else_is_shown_as_a_command() -> None:
    assert {command for command in COMMANDS if command not in SCRUBBER + MAKE} == {"pip install ."}


def test_every_command_and_stage_is_documented() -> None:
    for name in main.commands:
        assert f"scrubber {name}" in README
    for name in Pipeline.default().names:
        assert f"| `{name}` |" in README


def test_every_exit_code_is_documented() -> None:
    from scrubber import errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert {kind.exit_code for kind in kinds if issubclass(kind, errors.ScrubError)} == {1, 2, 3}
    assert all(f"| {code} |" in README for code in (0, 1, 2, 3, 4))


def test_top_level_holds_what_it_should() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.splitlines() if not name.startswith(".")}
    expected = {
        "pyproject.toml",
        "Makefile",
        "README.md",
        "MODEL_CARD.md",
        "LICENSE",
        "src",
        "fixtures",
        "tests",
        "benchmarks",
    }
    assert top <= expected
