"""The command line as a user meets it: what goes in, what comes out, what is said when it can't."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from scrubber.cli import main
from tests.conftest import FIXTURES, SEED

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


BAD_PAGES = {
    "empty": b"",
    "nothing but spaces": b" \n\t ",
    "a PNG": PNG,
    "a PDF": b"%PDF-1.7\n",
    "NULs": b"\x00" * 100,
    "invalid UTF-8": b"\xfa\xfb\x80\x81\xfe\xff",
    "invalid UTF-8 in a word or two": b"abc \xff\xfe \x80",
    "random bytes": bytes(range(256)) * 4,
}


@pytest.mark.parametrize("data", BAD_PAGES.values(), ids=BAD_PAGES.keys())
def test_bad_page_is_one_line_and_exit_code_1(tmp_path: Path, data: bytes) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "page.json"
    page.write_bytes(data)
    result = run("run", page, "-o", out)
    assert result.exit_code == 1
    assert result.stderr.startswith("scrubber: ")
    assert result.stderr.count("\n") == 1
    assert ";" in result.stderr  # what is wrong; what to try
    assert list(tmp_path.iterdir()) == [page]


WRONG_CALLS = {
    "a missing file": (("run", "missing.html"), 1, "there is no file"),
    "a folder": (("run", "."), 1, "scrubber batch"),
    "an unknown stage": (("run", SEED, "--skip", "debry"), 2, "the stages are decode, segment"),
    "a stage that is needed": (("run", SEED, "--skip", "decode"), 2, "can't be left out"),
    "an unknown media type": (("run", SEED, "--media-type", "image/png"), 2, "try text/html"),
    "an unknown charset": (("run", SEED, "--media-type", "text/html; charset=klingon"), 2, "charset"),
    "an unwritable output": (("run", SEED, "-o", "missing/page.json"), 3, "can't write"),
    "a folder for an output": (("run", SEED, "-o", "."), 3, "can't write"),
    "an unknown format": (("run", SEED, "--format", "xml"), 2, "xml"),
    "a batch of nothing": (("batch", "."), 2, "--output"),
    "a batch from nowhere": (("batch", "missing", "-o", "out"), 4, "missing"),
    "a batch to a file of another form": (
        ("batch", ".", "-o", "out.jsonl", "-f", "parquet"),
        2,
        "no place for",
    ),
    "a field that there isn't": (
        ("batch", ".", "-o", "out", "--fields", "titel"),
        2,
        "it is one of: scrubber,",
    ),
}


@pytest.mark.parametrize(("args", "code", "said"), WRONG_CALLS.values(), ids=WRONG_CALLS.keys())
def test_wrong_call_says_what_to_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str | Path, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_run_writes_json_that_is_not_escaped() -> None:
    result = run("run", SEED)
    assert result.exit_code == 0
    assert "“This election is about you… your dreams,\\nyour aspirations" in result.stdout
    assert result.stderr == ""


def test_input_may_be_standard_input_and_output_a_file(tmp_path: Path) -> None:
    out = tmp_path / "page.json"
    assert (
        run("run", "-", "-o", out, "--url", "https://example.org/a", stdin=SEED.read_bytes()).exit_code == 0
    )
    wire = json.loads(out.read_text(encoding="utf-8"))
    assert (wire["source"]["name"], wire["source"]["url"]) == (None, "https://example.org/a")
    assert list(tmp_path.iterdir()) == [out]


def test_output_that_stood_before_stays_when_the_page_is_bad(tmp_path: Path) -> None:
    out = tmp_path / "page.json"
    out.write_text("before")
    assert run("run", "-", "-o", out, stdin=b"").exit_code == 1
    assert out.read_text() == "before"


def test_compact_and_jsonl_are_one_line() -> None:
    shown = [run("run", SEED, *args).stdout for args in (("--compact",), ("-f", "jsonl"))]
    assert shown[0] == shown[1]
    assert shown[0].count("\n") == 1


def test_each_option_of_run_has_an_effect() -> None:
    plain = run("run", SEED).stdout
    variants = {
        "skip": run("run", SEED, "--skip", "repeats").stdout,
        "skip twice": run("run", SEED, "--skip", "repeats", "--skip", "embeds").stdout,
        "media type": run("run", SEED, "--media-type", "text/html").stdout,
        "url": run("run", SEED, "--url", "https://example.org").stdout,
        "timing": run("run", SEED, "--timing").stdout,
        "markdown": run("run", SEED, "-f", "markdown").stdout,
        "text": run("run", SEED, "-f", "text").stdout,
    }
    assert len({plain, *variants.values()}) == 1 + len(variants)
    assert json.loads(variants["timing"])["stats"]["ms"] > 0
    assert json.loads(variants["skip twice"])["tweets"] == []
    assert "sections" in run("run", SEED, "-v").stderr


def test_same_bytes_whatever_the_hash_seed() -> None:
    page = FIXTURES / "menus-and-tweet--harbour" / "page.html"
    shown = {
        subprocess.run(
            [sys.executable, "-m", "scrubber", "run", str(page)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(shown) == 1


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from scrubber.cli import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        "heavy = 'ftfy', 'trafilatura', 'numpy', 'bs4', 'babel', 'turbohtml';"
        "print([name for name in heavy if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert shown.stdout.strip() == "[]"


def test_every_command_and_option_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), (name, parameter.name)


def test_stages_are_listed_in_order() -> None:
    shown = run("stages").stdout
    assert [line.split()[0] for line in shown.splitlines()] == [
        "decode",
        "segment",
        "repair",
        "embeds",
        "repeats",
        "debris",
        "sections",
    ]


def test_schema_prints_what_the_output_obeys() -> None:
    printed = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator(printed).validate(json.loads(run("run", SEED).stdout))


def test_version() -> None:
    assert run("--version").stdout.startswith("scrubber, version 0.")
    assert len(run("--version").stdout.splitlines()) == 1


def test_version_says_where_the_models_come_from() -> None:
    for args in (("-v", "--version"), ("--version", "-v")):
        said = run(*args).stdout
        assert "model for html" in said
        assert "model for flat" in said
        assert "ranker of where tweets begin" in said
        assert "data: WCXB development set" in said
        assert "command: make train DATA=wcxb/dev" in said


def test_how_far_a_page_may_unpack_is_an_option(tmp_path: Path) -> None:
    page = tmp_path / "page.txt.gz"
    page.write_bytes(
        gzip.compress(b"Tea steeps best just off the boil, for about three minutes.\n" * 100_000)
    )
    refused = run("run", page)
    assert (refused.exit_code, "raise the limits" in refused.stderr) == (1, True)
    assert run("run", page, "--max-ratio", "10000").exit_code == 0
    assert run("run", page, "--max-ratio", "10000", "--max-unpacked", "1").exit_code == 1
    assert run("run", page, "--max-ratio", "0").exit_code == 2


def test_favor_is_one_of_three(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Tea steeps best just off the boil, for about three minutes.")
    assert run("run", page, "--favor", "recall").exit_code == 0
    assert run("run", page, "--favor", "luck").exit_code == 2


def test_batch_takes_packed_pages(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "tea.html.gz").write_bytes(gzip.compress(b"Tea &amp; milk steep best just off the boil."))
    (pages / "tea.gz").write_bytes(gzip.compress(b"Not told to be a page by its name."))
    assert run("batch", pages, "-o", tmp_path / "out").exit_code == 0
    (written,) = (tmp_path / "out").glob("tea*")
    assert written.name == "tea.html.gz.json"
    assert json.loads(written.read_text(encoding="utf-8"))["source"]["media_type"] == "text/html"


def write_folder(folder: Path) -> Path:
    """Write two pages, a picture that says it is one, and a file that is none."""
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text("<p>One page of a folder, with a sentence in it.</p>")
    (folder / "deep" / "b.txt").write_text("Another page of the folder, with a sentence in it.")
    (folder / "c.html").write_bytes(PNG)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    return folder


def test_batch_goes_on_past_a_bad_page(tmp_path: Path) -> None:
    pages, out = write_folder(tmp_path / "pages"), tmp_path / "out"
    result = run("batch", pages, "-o", out)
    assert result.exit_code == 1
    assert "scrubber: c.html: this is a PNG image" in result.stderr
    assert "2 of 3 pages scrubbed (1 empty)" in result.stderr
    written = {path.relative_to(out).as_posix(): path for path in out.rglob("*.json*")}
    assert sorted(written) == [
        "a.html.json",
        "c.html.json",
        "deep/b.txt.json",
        "errors.jsonl",
        "summary.json",
    ]
    statuses = [json.loads(path.read_text())["status"] for name, path in sorted(written.items())[:3]]
    assert statuses == ["ok", "empty", "ok"]
    assert json.loads(written["errors.jsonl"].read_text())["name"] == "c.html"
    assert json.loads(written["summary.json"].read_text())["status"] == {"ok": 2, "empty": 1}


def test_batch_of_which_nothing_comes_exits_with_4(tmp_path: Path) -> None:
    (tmp_path / "c.html").write_bytes(PNG)
    assert run("batch", tmp_path / "c.html", "-o", tmp_path / "out.jsonl").exit_code == 4


def test_batch_is_a_filter(tmp_path: Path) -> None:
    lines = b'{"html": "<p>Tea is a drink.", "url": "https://a.example/"}\n{"html": "<p>Milk is one, too."}\n'
    result = run("batch", "-", "-o", "-", "--fields", "source.url,text", "-q", "-j", "1", stdin=lines)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"source": {"url": "https://a.example/"}, "text": "Tea is a drink.\n"},
        {"source": {"url": None}, "text": "Milk is one, too.\n"},
    ]
    assert result.stderr == ""


def test_batch_takes_the_columns_that_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"tea": "Tea is a drink.", "n": 7, "text": "not this", "at": "b"}\n')
    options = ("--page-column", "tea", "--id-column", "n", "--url-column", "at", "--fields", "source,text")
    assert run("batch", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", *options).exit_code == 0
    row = json.loads((tmp_path / "out.jsonl").read_text())
    assert (row["text"], row["source"]["id"], row["source"]["url"]) == ("Tea is a drink.\n", "7", "b")


def test_batch_stops_at_the_first_failure_if_told_to(tmp_path: Path) -> None:
    pages = write_folder(tmp_path / "pages")
    result = run("batch", pages, "-o", tmp_path / "out.jsonl", "--fail-fast")
    assert result.exit_code == 1
    assert "1 page failed, and 0 may; go on with --resume" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_batch_logs_json(tmp_path: Path) -> None:
    pages = write_folder(tmp_path / "pages")
    result = run("batch", pages, "-o", tmp_path / "out.jsonl", "--log-format", "json")
    failed, *_, summary = [json.loads(line) for line in result.stderr.splitlines()]
    assert (failed["event"], failed["name"], failed["status"]) == ("failed", "c.html", "empty")
    assert (summary["event"], summary["pages"], summary["status"]) == ("summary", 3, {"ok": 2, "empty": 1})


def test_batch_options_say_what_the_library_says() -> None:
    from scrubber.batch import FORMS, Batch
    from scrubber.engines.local import PageLimits

    options = {option.name: option for option in main.commands["batch"].params}
    assert set(options["form"].type.choices) == set(FORMS)  # type: ignore[attr-defined]
    assert options["shard_pages"].default == Batch().shard_pages
    assert (options["timeout"].default, options["max_memory"].default) == (
        PageLimits().seconds,
        PageLimits().megabytes,
    )
