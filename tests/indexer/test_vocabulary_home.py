"""The archive's own tables on disk: made with the first decision, edited by hand and by command, written whole or not at all."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from indexer.archive_vocabulary import vocabulary_of
from indexer.archive_vocabulary.decisions import Change, Decision, add, merge, reject
from indexer.archive_vocabulary.edit import carry_out, editing, with_line
from indexer.archive_vocabulary.home import DEPARTMENTS, FOLDER, MERGED, REJECTED
from indexer.doctor import Verdict, examine
from indexer.extract.vocabulary import OwnTables, VocabularyError, shipped
from indexer.indices import create_index
from indexer.settings import Settings
from indexer.staleness import made_with_today, stale_parts

NAME = "岚光协调局"


def put(settings: Settings, table: str, text: str) -> Path:
    path = settings.home / FOLDER / table
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def lines(settings: Settings, table: str) -> list[str]:
    text = (settings.home / FOLDER / table).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def test_no_home_means_the_shipped_tables_and_nothing_is_made(settings: Settings) -> None:
    assert vocabulary_of(settings.home) is shipped()
    assert not settings.home.exists()


def test_the_first_decision_makes_a_table_that_explains_itself(settings: Settings) -> None:
    carry_out(settings.home, partial(add, name=NAME, aliases=("岚光办",)))
    text = (settings.home / FOLDER / DEPARTMENTS).read_text(encoding="utf-8")
    assert text.startswith("# 本馆自己的部门词表") and "曾用名" in text
    assert lines(settings, DEPARTMENTS) == [f"{NAME}\t岚光办"]
    assert not (settings.home / FOLDER / MERGED).exists()
    assert vocabulary_of(settings.home).by_form["岚光办"].name == NAME


def test_what_an_archivist_wrote_by_hand_stays(settings: Settings) -> None:
    path = put(settings, DEPARTMENTS, f"# 我的说明\r\n望川司\t望川处\r\n\r\n{NAME}\t岚光办\t\t区\r\n# 结尾\r\n")
    carry_out(settings.home, partial(add, name=NAME, stems=("岚光",)))
    text = path.read_bytes().decode()
    assert text == f"# 我的说明\r\n望川司\t望川处\r\n\r\n{NAME}\t岚光办\t岚光\t区\n# 结尾\r\n"
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["甲", "乙"])
def test_one_line_is_put_in_place_of_the_names_earlier_ones(name: str) -> None:
    text = "# 甲\n甲\t1\n乙\t2\n甲\t3\n"
    assert with_line(text, name, f"{name}\t9", "").count(f"{name}\t") == 1
    assert f"{name}\t" not in with_line(text, name, None, "")
    assert with_line("", name, name, "# h\n") == f"# h\n{name}\n"
    assert with_line("丙", name, name, "# h\n") == f"丙\n{name}\n"


def test_a_decision_that_cannot_be_read_back_changes_nothing(settings: Settings) -> None:
    path = put(settings, DEPARTMENTS, "望川司\t望川处\n")
    wrong = Decision((Change(DEPARTMENTS, "两 字", "两 字"),), ())
    with pytest.raises(VocabularyError):
        carry_out(settings.home, lambda *_: wrong)
    assert path.read_text(encoding="utf-8") == "望川司\t望川处\n"


def test_a_cut_while_writing_leaves_the_old_table(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(settings, DEPARTMENTS, "望川司\n")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VocabularyError, match="No space left") as caught:
        carry_out(settings.home, partial(add, name=NAME))
    assert "原来的内容没有动" in caught.value.zh
    assert path.read_text(encoding="utf-8") == "望川司\n"
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".lock", DEPARTMENTS]


def test_a_home_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(VocabularyError, match="cannot write"):
        carry_out(tmp_path / "home", partial(add, name=NAME))
    assert vocabulary_of(tmp_path / "home") is shipped()


def test_a_table_in_another_encoding_is_named_with_the_remedy(settings: Settings) -> None:
    path = put(settings, DEPARTMENTS, "")
    path.write_bytes("望川司".encode("gb18030"))
    with pytest.raises(VocabularyError) as caught:
        vocabulary_of(settings.home)
    assert str(path) in caught.value.zh and "UTF-8" in caught.value.zh


def test_decisions_about_one_name_follow_each_other(settings: Settings) -> None:
    home = settings.home
    carry_out(home, partial(reject, name=NAME))
    assert (lines(settings, REJECTED), vocabulary_of(home).rejected) == ([NAME], frozenset({NAME}))
    carry_out(home, partial(add, name=NAME))
    assert (lines(settings, REJECTED), vocabulary_of(home).rejected) == ([], frozenset())
    carry_out(home, partial(merge, old=NAME, new="财政局"))
    assert vocabulary_of(home).by_form[NAME].name == "财政局"
    carry_out(home, partial(merge, old=NAME, new="教育局"))
    assert lines(settings, MERGED) == [f"{NAME}\t教育局"]
    carry_out(home, partial(add, name=NAME))
    assert (lines(settings, MERGED), vocabulary_of(home).by_form[NAME].name) == ([], NAME)
    with pytest.raises(VocabularyError, match="cannot be rejected"):
        carry_out(home, partial(reject, name=NAME))


def test_a_form_moves_from_one_own_office_to_another(settings: Settings) -> None:
    carry_out(settings.home, partial(add, name=NAME, aliases=("岚光办",), stems=("岚光",)))
    decision = carry_out(settings.home, partial(add, name="望川调度局", aliases=("岚光办",), stems=("岚光",)))
    assert any(NAME in sentence for sentence in decision.said)
    assert lines(settings, DEPARTMENTS) == [NAME, "望川调度局\t岚光办\t岚光"]


def test_merges_go_to_the_canonical_name_and_never_round(settings: Settings) -> None:
    home = settings.home
    carry_out(home, partial(merge, old=NAME, new="市发改委"))
    assert lines(settings, MERGED) == [f"{NAME}\t发展和改革委员会"]
    assert not carry_out(home, partial(merge, old=NAME, new="发改委")).changes
    assert not carry_out(home, partial(merge, old="发改委", new="发展和改革委员会")).changes
    for old, new, sentence in [
        ("发展和改革委员会", NAME, "成环"),
        ("发展和改革委员会", "发改委", "自己的别名"),
        ("财政局", "区财政局", "不能并入它自己"),
        ("望川处", "水里局", "水利局"),
        ("望川处", "望岚岚岚岚", "vocabulary add"),
        ("望 川", "财政局", "空格"),
    ]:
        with pytest.raises(VocabularyError) as caught:
            carry_out(home, partial(merge, old=old, new=new))
        assert sentence in caught.value.zh
    assert lines(settings, MERGED) == [f"{NAME}\t发展和改革委员会"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("区岚光局", "岚光局"), ("市岚光委员会", "岚光委员会"), ("岚光", ""), ("市场岚光局", ""), ("区委岚光办", "")],
)
def test_names_are_kept_without_level(name: str, sentence: str) -> None:
    if sentence:
        with pytest.raises(VocabularyError) as caught:
            add(shipped(), OwnTables(), name)
        assert f"请写“{sentence}”" in caught.value.zh
    else:
        assert add(shipped(), OwnTables(), name).changes


def test_an_office_is_no_alias_of_another_without_a_merge() -> None:
    with pytest.raises(VocabularyError) as caught:
        add(shipped(), OwnTables(), NAME, aliases=("财政局",))
    assert f"vocabulary merge 财政局 {NAME}" in caught.value.zh
    assert not add(shipped(), OwnTables(), "财政局").changes
    assert not add(shipped(), OwnTables(), "区财政局").changes


def test_doctor_counts_the_tables_and_names_a_bad_line(settings: Settings) -> None:
    carry_out(settings.home, partial(add, name=NAME))
    carry_out(settings.home, partial(reject, name="望川调度局"))
    (finding,) = [f for f in examine(settings, full=False) if f.subject == "词表"]
    assert finding.verdict is Verdict.OK
    assert "本馆加入 1 个，合并 0 个，拒绝 1 个" in finding.found
    put(settings, MERGED, "望川处\n")
    (finding,) = [f for f in examine(settings, full=False) if f.subject == "词表"]
    assert finding.verdict is Verdict.FAULT and "第 1 行" in finding.found


def test_an_index_is_stale_when_the_tables_have_changed(settings: Settings) -> None:
    made: dict[str, Any] = {}
    client: Any = SimpleNamespace(indices=SimpleNamespace(create=lambda **body: made.update(body)))
    create_index(client, settings)
    meta = made["mappings"]["_meta"]
    assert meta["vocabulary_sha256"] == shipped().sha256
    assert stale_parts(meta, made_with_today(settings)) == ()
    carry_out(settings.home, partial(merge, old=NAME, new="财政局"))
    assert stale_parts(meta, made_with_today(settings)) == ("vocabulary_sha256",)
    put(settings, DEPARTMENTS, "望川 司\n")
    assert stale_parts(meta, made_with_today(settings)) == ("vocabulary_sha256",)
    with pytest.raises(VocabularyError):
        create_index(client, settings)


def test_the_lock_is_given_back(settings: Settings) -> None:
    for _ in range(2):
        with editing(settings.home) as folder:
            assert folder.is_dir()
