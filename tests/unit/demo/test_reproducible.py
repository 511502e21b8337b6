"""Same seed, same bytes; and the committed demo is what the command writes."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from gdnn_analysis.demo import DemoTruth, write_demo
from gdnn_analysis.demo.chance import Chance

COMMITTED = Path(__file__).parents[3] / "data" / "demo"


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(demo: tuple[Path, DemoTruth], tmp_path: Path) -> None:
    again = write_demo(tmp_path / "again")
    assert digests(tmp_path / "again") == digests(demo[0])
    assert again == demo[1]


def test_another_seed_gives_other_rows_under_the_same_names(
    demo: tuple[Path, DemoTruth], tmp_path: Path
) -> None:
    write_demo(tmp_path / "other", seed=1)
    first, other = digests(demo[0]), digests(tmp_path / "other")
    assert (
        first["logs/media/media__SLDTBXH__2023.csv"] != other["logs/media/media__SLDTBXH__2023.csv"]
    )
    assert first.keys() == other.keys()


def test_the_committed_demo_is_what_the_command_writes(demo: tuple[Path, DemoTruth]) -> None:
    assert digests(COMMITTED) == digests(demo[0])


def test_a_draw_for_one_subject_does_not_move_another() -> None:
    alone = Chance(3066, "media", 1).whole(0, 999, 5).tolist()
    busy = Chance(3066, "events", 1)
    assert busy.whole(0, 999, 50).tolist()[:5] != alone
    assert Chance(3066, "media", 1).whole(0, 999, 5).tolist() == alone
    assert Chance(3066, "media", 2).whole(0, 999, 5).tolist() != alone


def test_the_files_are_few_and_small(demo: tuple[Path, DemoTruth]) -> None:
    sizes = [path.stat().st_size for path in demo[0].rglob("*") if path.is_file()]
    assert len(sizes) < 120
    assert max(sizes) < 1_000_000
    assert sum(sizes) < 5_000_000


def test_text_files_are_utf8_without_bom_and_with_unix_line_ends(
    demo: tuple[Path, DemoTruth],
) -> None:
    for path in demo[0].rglob("*"):
        if path.suffix in (".csv", ".tsv", ".md", ".json"):
            content = path.read_bytes()
            assert not content.startswith(b"\xef\xbb\xbf"), path
            assert b"\r" not in content, path
            content.decode("utf-8")


def test_workbooks_are_stored_uncompressed_so_no_compressor_changes_them(
    demo: tuple[Path, DemoTruth],
) -> None:
    books = sorted(demo[0].rglob("*.xlsx"))
    assert len(books) == 2
    for path in books:
        with zipfile.ZipFile(path) as book:
            assert {entry.compress_type for entry in book.infolist()} == {zipfile.ZIP_STORED}
            assert {entry.date_time[:3] for entry in book.infolist()} == {(2025, 12, 31)}


def test_several_provinces_have_prefixed_ids_and_problems_in_the_first_only(
    tmp_path: Path, demo: tuple[Path, DemoTruth]
) -> None:
    truth = write_demo(tmp_path / "two", scale=2)
    text = (tmp_path / "two" / "cac-tinh-khac" / "media.csv").read_text(encoding="utf-8")
    ids = [line.split(",", 1)[0] for line in text.splitlines()[1:]]
    assert all(re.fullmatch(r"T02-TT-\d{4}", one) for one in ids)
    assert truth.rows["media"] > 1.9 * demo[1].rows["media"]
    assert len(truth.problems) == len(demo[1].problems)
    assert not [one for one in truth.problems if "cac-tinh-khac" in one.file]
    assert truth.money[2023].given > demo[1].money[2023].given
    assert not truth.verdicts


def test_other_data_in_the_folder_are_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x", encoding="utf-8")
    with pytest.raises(FileExistsError, match=re.escape(str(tmp_path))):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]


def test_an_earlier_demo_is_replaced_but_not_a_file_added_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    write_demo(folder, seed=1)
    write_demo(folder, seed=2)
    write_demo(tmp_path / "fresh", seed=2)
    assert digests(folder) == digests(tmp_path / "fresh")
    (folder / "ghi-chu.csv").write_text("x", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"ghi-chu\.csv"):
        write_demo(folder, seed=3)
    (folder / "ghi-chu.csv").unlink()
    assert digests(folder) == digests(tmp_path / "fresh")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo", "fresh"]


@pytest.mark.parametrize(("seed", "scale"), [(3066, 0), (-1, 1)])
def test_a_seed_or_scale_that_cannot_be_is_refused(tmp_path: Path, seed: int, scale: int) -> None:
    with pytest.raises(ValueError, match=str(min(seed, scale))):
        write_demo(tmp_path / "new", seed=seed, scale=scale)
    assert not (tmp_path / "new").exists()
