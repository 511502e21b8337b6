"""``gdnn demo`` does not touch other people's folders (bytes: tests/unit/demo)."""

from __future__ import annotations


def test_a_folder_with_other_files_is_not_touched(gdnn_here, tmp_path):
    folder = tmp_path / "của tôi"
    folder.mkdir()
    (folder / "bao_cao.txt").write_text("quan trọng", encoding="utf-8")
    done = gdnn_here("demo", folder)
    assert done.code == 3
    assert [path.name for path in folder.iterdir()] == ["bao_cao.txt"]
