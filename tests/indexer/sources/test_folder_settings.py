"""`bulletin.toml`: what it may say, for which files it holds, and what is said of one that cannot be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import FolderSettingsError
from indexer.sources import FolderSettings, Refused, find_sources
from indexer.sources.patterns import PathPattern
from indexer.sources.settings_file import read_folder_settings
from tests.indexer.sources.zip_files import found_in, packed, refused_in, sources_in, written

WHOLE = """
paper = "ltdb"            # 报纸简称
paper_name = "岚汀导报"
encoding = "big5"
local_level = "市"
date_pattern = ["{year}{month}{day}", "{year}年{month}月{day}日"]
page_pattern = "B{page}"
publishing_days = ["周五", "星期二", "Sun", "saturday"]

[page_names]
1 = "要闻"
02 = "综合新闻"
B3 = "专刊"
"""


def read(text: str | bytes) -> FolderSettings:
    return read_folder_settings(text.encode() if isinstance(text, str) else text, "报纸/bulletin.toml", "/资料/报纸")


def test_every_key_is_read() -> None:
    assert read(WHOLE) == FolderSettings(
        paper="ltdb",
        paper_name="岚汀导报",
        encoding="big5",
        local_level="市",
        date_patterns=(
            PathPattern("{year}{month}{day}", "/资料/报纸"),
            PathPattern("{year}年{month}月{day}日", "/资料/报纸"),
        ),
        page_patterns=(PathPattern("B{page}", "/资料/报纸"),),
        page_names=((1, "要闻"), (2, "综合新闻"), (103, "专刊")),
        publishing_days=(2, 5, 6, 7),
    )


@pytest.mark.parametrize("data", [WHOLE.encode("utf-8-sig"), WHOLE.encode("gbk"), WHOLE.replace("\n", "\r\n").encode()])
def test_it_may_be_saved_as_notepad_saves(data: bytes) -> None:
    assert read(data) == read(WHOLE)


@pytest.mark.parametrize("text", ["issue_date = 2024-11-05", 'issue_date = "2024-11-05"'])
def test_a_date_is_written_with_or_without_quotes(text: str) -> None:
    assert read(text) == FolderSettings(issue_date=date(2024, 11, 5))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("papre = 'ltdb'", ["papre", "能用的是", "paper_name"]),
        ("paper = 岚汀", ["TOML", "双引号"]),
        ("paper = '岚汀导报'", ["paper", "小写字母"]),
        ("paper = 3", ["paper", "文字"]),
        ("paper_name = ''", ["paper_name", "文字"]),
        ("issue_date = '去年'", ["issue_date", "2024-11-05"]),
        ("issue_date = 2024-11-05T10:00:00", ["issue_date", "2024-11-05"]),
        ("issue_date = 1024-11-05", ["issue_date"]),
        ("encoding = 'gbk2'", ["encoding", "gb18030"]),
        ("encoding = 'base64'", ["encoding", "gb18030"]),
        ("local_level = '县'", ["local_level", "区、市、省、国家"]),
        ("local_level = ['区']", ["local_level"]),
        ("date_pattern = '{year}'", ["date_pattern", "缺少 {day} {month}"]),
        ("date_pattern = '(?P<year>.*)*'", ["date_pattern", "不用正则表达式"]),
        ("date_pattern = []", ["date_pattern", "文字"]),
        ("page_pattern = 'B'", ["page_pattern", "缺少 {page}"]),
        ("page_names = ['要闻']", ["page_names", "[page_names]"]),
        ("[page_names]\n一 = '要闻'", ["TOML"]),
        ("[page_names]\n0 = '要闻'", ["page_names", "“0”"]),
        ("[page_names]\n1 = 3", ["page_names", "“1”"]),
        ("publishing_days = '周二'", ["publishing_days", "方括号"]),
        ("publishing_days = ['周八']", ["publishing_days", "周八"]),
        ("issue_date = 2024-11-05\ndate_pattern = '{year}{month}{day}'", ["issue_date", "只能写一个"]),
        ("a = " + "[" * 3000, ["TOML"]),
        ("#" * 70_000, ["70000 字节"]),
    ],
)
def test_what_cannot_be_used_is_named_with_file_key_and_what_to_do(text: str, words: list[str]) -> None:
    with pytest.raises(FolderSettingsError) as refused:
        read(text)
    assert all(word in refused.value.zh for word in ["报纸/bulletin.toml", *words]), refused.value.zh
    assert "报纸/bulletin.toml" in refused.value.en


@given(st.binary(max_size=200) | st.text(alphabet='paper_nmdt="[]{}1 \n.年', max_size=100).map(str.encode))
def test_any_bytes_are_settings_or_a_sentence(data: bytes) -> None:
    try:
        read(data)
    except FolderSettingsError as error:
        assert error.zh and error.en


def test_it_holds_for_its_folder_and_all_below_and_the_nearer_goes_first_key_by_key(tmp_path: Path) -> None:
    written(tmp_path, "报纸/bulletin.toml", 'paper = "ltdb"\npaper_name = "岚汀导报"\n[page_names]\n1 = "要闻"\n2 = "综合"')
    written(tmp_path, "报纸/a/bulletin.toml", 'encoding = "big5"\n[page_names]\n2 = "民生"')
    written(tmp_path, "报纸/a/b/bulletin.toml", 'paper = "ltwb"')
    for name in ("1.txt", "a/1.txt", "a/b/1.txt", "c/1.txt"):
        written(tmp_path, f"报纸/{name}", "x")
    folders = {source.name: source.folder for source in sources_in(found_in(tmp_path / "报纸")).values()}
    above = FolderSettings(paper="ltdb", paper_name="岚汀导报", page_names=((1, "要闻"), (2, "综合")))
    assert folders == {
        "报纸/1.txt": above,
        "报纸/a/1.txt": FolderSettings("ltdb", "岚汀导报", encoding="big5", page_names=((1, "要闻"), (2, "民生"))),
        # The name belongs to the other paper and does not go down to this one.
        "报纸/a/b/1.txt": FolderSettings("ltwb", None, encoding="big5", page_names=((1, "要闻"), (2, "民生"))),
        "报纸/c/1.txt": above,
    }


def test_it_is_the_same_whichever_path_is_given(tmp_path: Path) -> None:
    written(tmp_path, "报纸/bulletin.toml", 'paper = "ltdb"\ndate_pattern = "{year}/{month}{day}"')
    file = written(tmp_path, "报纸/2024/1105/01.txt", "x")
    given_paths = [file, file.parent, tmp_path / "报纸" / "2024", tmp_path / "报纸", tmp_path]
    found = [source for path in given_paths for source in sources_in(found_in(path)).values()]
    assert len(found) == 5
    assert {(source.folder, source.facts.issue_date) for source in found} == {(found[0].folder, date(2024, 11, 5))}


def test_of_an_issue_date_and_a_pattern_the_nearer_decides(tmp_path: Path) -> None:
    written(tmp_path, "a/bulletin.toml", "issue_date = 2024-11-05")
    written(tmp_path, "a/20240102/01.txt", "x")
    written(tmp_path, "a/b/bulletin.toml", 'date_pattern = "{year}{month}{day}"')
    written(tmp_path, "a/b/20240102/01.txt", "x")
    written(tmp_path, "a/b/c/bulletin.toml", "issue_date = 2024-11-06")
    written(tmp_path, "a/b/c/20240102/01.txt", "x")
    days = [source.facts.issue_date for source in sources_in(found_in(tmp_path / "a")).values()]
    assert days == [date(2024, 11, 5), date(2024, 1, 2), date(2024, 11, 6)]


def test_one_that_cannot_be_used_keeps_its_files_out_and_the_others_go_in(tmp_path: Path) -> None:
    written(tmp_path, "报纸/a/bulletin.toml", "papre = 'ltdb'")
    written(tmp_path, "报纸/a/1.txt", "x")
    written(tmp_path, "报纸/a/b/bulletin.toml", "paper = 'ltdb'")
    written(tmp_path, "报纸/a/b/2.txt", "x")
    written(tmp_path, "报纸/a/3.zip", packed({"1.txt": "x"}))
    written(tmp_path, "报纸/c/4.txt", "x")
    found = found_in(tmp_path / "报纸")
    assert list(sources_in(found)) == ["报纸/c/4.txt"]
    said = refused_in(found)
    assert list(said) == ["报纸/a/bulletin.toml", "报纸/a/1.txt", "报纸/a/3.zip", "报纸/a/b/2.txt"]
    assert all("papre" in sentence and "报纸/a/bulletin.toml" in sentence for sentence in said.values())


def test_a_settings_file_that_cannot_be_read_keeps_its_files_out(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bulletin.toml").symlink_to("没有.toml")
    written(tmp_path, "a/1.txt", "x")
    assert all("没有.toml 不存在" in sentence for sentence in refused_in(found_in(tmp_path / "a")).values())
    assert (
        len(found_in(tmp_path / "a")) == 2
        and "没有.toml" in refused_in(found_in(tmp_path / "a" / "1.txt"))["/".join((tmp_path / "a/1.txt").parts[-3:])]
    )


def test_the_settings_file_itself_is_no_source(tmp_path: Path) -> None:
    written(tmp_path, "a/Bulletin.toml", 'paper = "ltdb"')
    written(tmp_path, "a/1.txt", "x")
    assert [source.folder.paper for source in sources_in(find_sources(sorted((tmp_path / "a").iterdir()))).values()] == [None]
    (found,) = sources_in(found_in(tmp_path / "a")).values()
    assert found.folder.paper == "ltdb"


def test_it_may_stand_inside_a_zip_and_outside(tmp_path: Path) -> None:
    written(tmp_path, "报纸/bulletin.toml", 'paper = "ltdb"\ndate_pattern = "{year}/{month}-{day}"')
    inner = packed({"05/bulletin.toml": 'encoding = "big5"', "05/1.txt": "x", "bulletin.toml": 'page_pattern = "{page}"'})
    written(tmp_path, "报纸/2024.zip", packed({"a/bulletin.toml": 'paper = "ltwb"', "a/11-05/1.txt": "x", "11-06/1.txt": "x"}))
    written(tmp_path, "报纸/x.zip", packed({"2024/11-07/b.zip": inner}))
    found = sources_in(found_in(tmp_path / "报纸"))
    assert {
        name: (source.folder.paper, source.folder.encoding, str(source.facts.issue_date), source.facts.page)
        for name, source in found.items()
    } == {
        "报纸/2024.zip/11-06/1.txt": ("ltdb", None, "2024-11-06", None),
        "报纸/2024.zip/a/11-05/1.txt": ("ltwb", None, "None", None),
        "报纸/x.zip/2024/11-07/b.zip/05/1.txt": ("ltdb", "big5", "2024-11-07", 1),
    }
    assert found["报纸/2024.zip/a/11-05/1.txt"].facts.unmatched == ("date_pattern",)


def test_a_broken_one_inside_a_zip_keeps_its_folder_out(tmp_path: Path) -> None:
    data = packed(
        {
            "a/bulletin.toml": "x",
            "a/1.txt": "x",
            "a/b/1.txt": "x",
            "c/1.txt": "x",
            "d/bulletin.toml": b"#" * 70_000,
            "d/1.txt": "x",
        }
    )
    found = found_in(written(tmp_path, "x.zip", data))
    assert list(sources_in(found)) == ["x.zip/c/1.txt"]
    assert list(refused_in(found)) == [
        "x.zip/a/bulletin.toml",
        "x.zip/d/bulletin.toml",
        "x.zip/a/1.txt",
        "x.zip/a/b/1.txt",
        "x.zip/d/1.txt",
    ]


@pytest.mark.parametrize(
    ("pattern", "name", "words"),
    [
        ('date_pattern = "{day}{month}{year}"', "31022024/1.txt", "2024-02-31 不存在"),
        ('date_pattern = "{year}{month}{day}"', "01011231/1.txt", "不存在"),
        ('page_pattern = "{page}"', "0.txt", "版次 0"),
        ('page_pattern = "{page}"', "100.txt", "版次 100"),
    ],
)
def test_what_a_pattern_reads_and_cannot_be_is_refused_and_not_read_otherwise(
    tmp_path: Path, pattern: str, name: str, words: str
) -> None:
    written(tmp_path, "a/bulletin.toml", pattern)
    written(tmp_path, f"a/{name}", "x")
    (found,) = found_in(tmp_path / "a")
    assert isinstance(found, Refused) and words in found.error.zh and "bulletin.toml" in found.error.zh


def test_pages_are_counted_as_in_names(tmp_path: Path) -> None:
    written(tmp_path, "a/bulletin.toml", 'page_pattern = ["第{page}版", "{page}"]')
    for name in ("B2.txt", "第十一版.txt", "03.txt", "稿件.txt"):
        written(tmp_path, f"a/{name}", "x")
    facts = {name: source.facts for name, source in sources_in(found_in(tmp_path / "a")).items()}
    assert [facts[f"a/{name}.txt"].page for name in ("B2", "第十一版", "03", "稿件")] == [102, 11, 3, None]
    assert facts["a/稿件.txt"].unmatched == ("page_pattern",)


def test_a_section_name_comes_out_of_the_path_and_the_table_goes_with_it(tmp_path: Path) -> None:
    written(tmp_path, "a/bulletin.toml", 'page_pattern = "{page}-{page_name}"\n[page_names]\n3 = "文化"')
    written(tmp_path, "a/02-民生.txt", "x")
    (source,) = sources_in(found_in(tmp_path / "a")).values()
    assert (source.facts.page, source.facts.page_name, source.facts.page_names) == (2, "民生", ((3, "文化"),))
