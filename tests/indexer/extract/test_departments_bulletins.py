"""The score over statistical bulletins: what it counts and what it leaves out, on an invented bulletin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.local_government import score_local_government

BULLETIN = """岚汀县2023年国民经济和社会发展统计公报 | 岚汀县人民政府
责任部门：
岚汀县统计局
岚汀县2023年国民经济和社会发展统计公报
岚汀县统计局    国家统计局岚汀调查队
（2024年4月）
一、综合
户籍人口31万人（公安局提供），县发改局公布项目名单。
资料来源：
本公报中财政数据来自县财政局；邮政数据来自县邮政公司；存贷款数据来自人民银行岚汀支行；保险数据来自望川监管分局岚汀监管组；空气数据来自岚汀生态环境局；其他数据来自县统计局和国家统计局岚汀调查队。
主办：岚汀县人民政府  承办：岚汀县人民政府办公室
"""
SOURCES = [
    "县财政局",
    "县邮政公司",
    "人民银行岚汀支行",
    "望川监管分局岚汀监管组",
    "岚汀生态环境局",
    "县统计局",
    "国家统计局岚汀调查队",
]


def shared(tmp_path: Path, sources: list[str]) -> Path:
    folder = tmp_path / "data" / "localgov"
    folder.mkdir(parents=True)
    (folder / "lanting-2023.txt").write_text(BULLETIN, encoding="utf-8")
    entry = {"file": "lanting-2023.txt", "publisher": ["岚汀县统计局", "国家统计局岚汀调查队"], "sources": sources}
    (folder / "departments-gold.json").write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_the_offices_of_the_note_and_of_the_publisher_lines_are_all_right(tmp_path: Path) -> None:
    offices, levels = score_local_government(shared(tmp_path, SOURCES))
    assert (offices.value, offices.counted) == (1.0, "9 right, 0 missed, 0 false")
    assert levels.value == 1.0


def test_what_the_gold_does_not_list_in_the_note_is_false(tmp_path: Path) -> None:
    offices, _ = score_local_government(shared(tmp_path, [*SOURCES[1:], "县档案局"]))
    assert offices.counted == "8 right, 1 missed, 1 false"


def test_without_the_material_nothing_is_measured(tmp_path: Path) -> None:
    assert score_local_government(tmp_path) == []


@pytest.mark.parametrize(
    "note", ["资料来源：县财政局、县邮政公司、县电信公司。", "数据来源于县财政局、县邮政公司和县电信公司；"]
)
def test_a_note_in_one_list_names_the_same_sources(tmp_path: Path, note: str) -> None:
    folder = shared(tmp_path, ["县财政局", "县邮政公司", "县电信公司"]) / "data" / "localgov"
    text = BULLETIN.split("资料来源")[0] + note.replace("数据来源于", "资料来源：本公报数据来源于")
    (folder / "lanting-2023.txt").write_text(text, encoding="utf-8")
    offices, _ = score_local_government(tmp_path)
    assert offices.value == 1.0
