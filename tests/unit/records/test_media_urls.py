"""Canonical URLs (RL-20)."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.records.urls import canonical_url, canonical_urls, names_a_site

PAGE = "baohaiduong.vn/Tin/hoc-nghe.html"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://baohaiduong.vn/Tin/hoc-nghe.html",
        "http://www.BaoHaiDuong.vn/Tin/hoc-nghe.html",
        "https://m.baohaiduong.vn/Tin/hoc-nghe.html",
        "HTTPS://WWW.M.BAOHAIDUONG.VN/Tin/hoc-nghe.html",
        "//baohaiduong.vn/Tin/hoc-nghe.html",
        "baohaiduong.vn/Tin/hoc-nghe.html",
        "  https://baohaiduong.vn/Tin/hoc-nghe.html/  ",
        "https://baohaiduong.vn:443/Tin/hoc-nghe.html",
        "http://baohaiduong.vn:80/Tin/hoc-nghe.html#binh-luan",
        "https://baohaiduong.vn./Tin/hoc-nghe.html?",
        "https://baohaiduong.vn/Tin/hoc-nghe.html?utm_source=zalo&UTM_medium=x&fbclid=1",
        "https://baohaiduong.vn/Tin/hoc-nghe.html?gclid=2&zarsrc=30",
    ],
)
def test_spellings_of_one_address_are_equal(spelling):
    assert canonical_url(spelling) == PAGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://youtube.com/watch?v=b&list=a", "youtube.com/watch?list=a&v=b"),
        ("https://youtube.com/watch?list=a&utm_x=1&v=b", "youtube.com/watch?list=a&v=b"),
        ("https://vi-du.vn/?id=", "vi-du.vn?id="),
        ("https://vi-du.vn:8080/x", "vi-du.vn:8080/x"),
        ("https://vi-du.vn/X", "vi-du.vn/X"),
        ("https://m.vn/x", "m.vn/x"),
        ("https://www.vn/x", "www.vn/x"),
        ("https://mau.vn/x", "mau.vn/x"),
    ],
)
def test_what_tells_pages_apart_is_kept(text, expected):
    assert canonical_url(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có",
        "bản giấy",
        "scan.pdf",
        "hồ sơ/scan.pdf",
        "https://vi-du.vn/a b",
        "https://vi-du.vn/a ; https://vi-du.vn/b",
        "mailto:to@vi-du.vn",
        "to@vi-du.vn/x",
        "ftp://vi-du.vn/x",
        "https://localhost/x",
        "https://vi-du.vn:cong/x",
        "http://[vi-du/x",
    ],
)
def test_what_is_no_web_address_is_missing(text):
    assert canonical_url(text) is None


def test_series_keep_their_index_and_missing_values():
    found = canonical_urls(pd.Series(["https://a.vn/x", None, "chưa có"], [7, 3, 5], dtype="str"))
    assert found.index.tolist() == [7, 3, 5]
    assert found[7] == "a.vn/x"
    assert found[[3, 5]].isna().all()


def test_a_host_alone_names_a_site_and_not_a_page():
    canonical = pd.Series(["a.vn", "a.vn:8080", "a.vn/x", "a.vn?id=1", None], dtype="str")
    assert names_a_site(canonical).tolist() == [True, True, False, False, False]
