"""Pages out of Parquet: which columns, which types, and what a damaged file still gives."""

from __future__ import annotations

import bz2
import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrubber.readers import Columns, Record, find_sources, read_records
from scrubber.stages.unpack import Limits

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def write(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def read(path: Path, columns: Columns = Columns(), **options: Any) -> list[Record]:  # noqa: B008
    return list(read_records(find_sources([str(path)]), columns, **options))


PAGES = ["<p>tea", "", "čaj"]
TYPES: dict[str, tuple[Any, list[bytes | str]]] = {
    "text": (pa.array(PAGES), list(PAGES)),
    "large text": (pa.array(PAGES, pa.large_string()), list(PAGES)),
    "text in a dictionary": (pa.array(PAGES).dictionary_encode(), list(PAGES)),
    "bytes": (pa.array([page.encode() for page in PAGES]), [page.encode() for page in PAGES]),
    "large bytes": (
        pa.array([page.encode() for page in PAGES], pa.large_binary()),
        [page.encode() for page in PAGES],
    ),
    "text that is not UTF-8": (
        pa.array([b"caf\xe9", b"", b"tea"]).view(pa.string()),
        [b"caf\xe9", "", "tea"],
    ),
}


@pytest.mark.parametrize(("column", "data"), TYPES.values(), ids=TYPES.keys())
def test_text_and_bytes_are_pages(tmp_path: Path, column: Any, data: list[bytes | str]) -> None:
    records = read(write(tmp_path / "t.parquet", {"html": column}))
    assert [(record.name, record.data) for record in records] == [
        (f"t.parquet#{row}", page) for row, page in enumerate(data)
    ]


def test_a_row_gives_its_page_its_address_its_id_and_its_type(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.parquet",
        {
            "id": [7],
            "page": [3],  # a number is none
            "Text": ["tea"],
            "URL": ["http://a.example/"],
            "mime": ["text/plain"],
            "tags": [["a", "b"]],
        },
    )
    assert read(path) == [Record("t.parquet", 0, "tea", "http://a.example/", "7", "text/plain")]


FAULTS: dict[str, tuple[dict[str, Any], Columns, str]] = {
    "no column of text": ({"text": [1], "n": [2]}, Columns(), "no column of pages"),
    "a column that is not there": ({"text": ["a"]}, Columns(page="html"), "no column 'html' .*: text"),
    "a column of lists": ({"text": [["a"]]}, Columns(page="text"), "holds list<.*>, not text or bytes"),
    "a column of numbers": ({"n": [1], "text": ["a"]}, Columns(page="n"), "holds int64, not text"),
}


@pytest.mark.parametrize(("table", "columns", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_table_without_pages_is_one_fault(
    tmp_path: Path, table: dict[str, Any], columns: Columns, says: str
) -> None:
    (fault,) = read(write(tmp_path / "t.parquet", table), columns)
    assert (fault.name, fault.data) == ("t.parquet", None)
    with pytest.raises(AssertionError, match=says):
        raise AssertionError(fault.fault)


def test_a_row_without_a_page_and_one_too_long_are_faults(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", {"text": ["a", None, "b" * 99, "c"]})
    a, null, long, c = read(path, limits=Limits(most_bytes=50))
    assert (a.data, c.data, c.offset) == ("a", "c", 3)
    assert "null" in str(null.fault)
    assert "longer than 50 bytes" in str(long.fault)


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda raw: b"",
    "cut short": lambda raw: raw[:-9],
    "something else": lambda raw: b"<p>tea",
    "its beginning alone": lambda raw: b"PAR1",
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_no_parquet_is_a_fault(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = write(tmp_path / "t.parquet", {"text": ["a"]})
    path.write_bytes(damage(path.read_bytes()))
    (fault,) = read(path)
    assert "no Parquet that can be read" in str(fault.fault)
    assert str(fault.fault).endswith("; write it again")


def test_behind_a_damaged_group_of_rows_the_next_is_read(tmp_path: Path) -> None:
    pages = [f"tea {row} " * 50 for row in range(300)]
    path = write(tmp_path / "t.parquet", {"text": pages}, row_group_size=100, use_dictionary=False)
    raw = bytearray(path.read_bytes())
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    begin, size = column.data_page_offset, column.total_compressed_size
    raw[begin + size // 2 : begin + size] = bytes(size - size // 2)
    path.write_bytes(bytes(raw))
    records = read(path)
    (fault,) = [record for record in records if record.fault is not None]
    assert fault.offset is not None
    assert 100 <= fault.offset < 200
    assert str(fault.fault).startswith("the rows from here to 199 can't be read")
    kept = {record.offset: record.data for record in records if record.fault is None}
    assert {row: pages[row] for row in [*range(100), *range(200, 300)]}.items() <= kept.items()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_packed_table_is_unpacked_on_disk(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    raw = write(tmp_path / "t.parquet", {"text": ["a", "b"]}).read_bytes()
    (tmp_path / "t.parquet.gz").write_bytes(pack(raw))
    assert [record.data for record in read(tmp_path / "t.parquet.gz")] == ["a", "b"]
    (tmp_path / "t.parquet.gz").write_bytes(pack(raw)[:-20])
    (fault,) = read(tmp_path / "t.parquet.gz")
    assert "break off" in str(fault.fault)


def test_few_rows_are_held_at_a_time(tmp_path: Path) -> None:
    pages = [f"{row:04} " * 2_000 for row in range(2_000)]  # 20 MB, of which a page of Parquet's is 1 MB
    path = write(
        tmp_path / "t.parquet",
        {"text": pages},
        use_dictionary=False,
        write_batch_size=10,
        compression="none",
    )
    del pages
    before = pa.total_allocated_bytes()
    records = read_records(find_sources([str(path)]))
    assert all(
        pa.total_allocated_bytes() - before < 8_000_000
        for _, record in zip(range(500), records, strict=False)
    )


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.text(), st.none() | st.text(), st.integers(-9, 9)), min_size=1),
    st.integers(1, 9),
)
def test_what_was_written_as_parquet_comes_back(rows: list[tuple[str, str | None, int]], group: int) -> None:
    pages, urls, ids = map(list, zip(*rows, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        path = write(
            Path(folder) / "t.parquet",
            {"html": pages, "url": pa.array(urls, pa.string()), "id": ids},
            row_group_size=group,
        )
        assert read(path) == [
            Record("t.parquet", row, page, url, str(number)) for row, (page, url, number) in enumerate(rows)
        ]
