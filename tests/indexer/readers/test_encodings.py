"""Another encoding than UTF-8 and GB18030 is read where it is clearly meant, and ruined text is reported."""

from __future__ import annotations

import pytest

from indexer.errors import SourceError
from indexer.model import SourceText
from indexer.readers import read

TRADITIONAL = "嵐汀新區召開會議，部署春耕工作，要求各鎮做好準備。"
SIMPLIFIED = "岚汀新区召开会议，部署文字工作，要求各镇做好准备。"


def source(data: bytes, encoding: str | None = None) -> SourceText:
    found = read(data, "a.txt", encoding)
    assert isinstance(found, SourceText)
    return found


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (TRADITIONAL, "cp950", "cp950"),
        (TRADITIONAL + "啲嘢", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED + "\nA1", "utf-16-be", "utf-16-be"),
        ("\ufeff" + SIMPLIFIED, "utf-32-le", "utf-32-le"),
    ],
)
def test_the_encoding_is_found_without_being_named(text: str, encoding: str, named: str) -> None:
    found = source(text.encode(encoding))
    assert (found.text, found.encoding, found.warnings) == (text.removeprefix("\ufeff"), named, ())


@pytest.mark.parametrize("names", ["甯、翊、邝、郗、阚、亓", "㐂𬭎、喆、镕、堃、犇"])
def test_rare_names_in_gb18030_are_never_taken_for_another_encoding(names: str) -> None:
    assert source(names.encode("gb18030")).text == names


def test_a_named_encoding_means_the_larger_one_of_its_family() -> None:
    assert source("周镕喆".encode("gb18030"), "gb2312").text == "周镕喆"
    assert source("啲嘢".encode("big5hkscs"), "big5").encoding == "big5hkscs"


@pytest.mark.parametrize(
    ("ruined", "said"),
    [
        (SIMPLIFIED.encode().decode("latin-1"), "UTF-8 的文字当作 Latin-1"),
        ("会议文字".encode().decode("cp1252", "ignore") + "æ–‡å­—", "UTF-8 的文字当作 Latin-1"),
        (SIMPLIFIED.encode("gbk").decode("latin-1"), "GBK 的文字当作 Latin-1"),
        ("鏂囧瓧", "UTF-8 的文字当作 GBK"),
    ],
)
def test_confused_encodings_are_reported_with_the_line(ruined: str, said: str) -> None:
    warnings = source(f"{SIMPLIFIED}\n{ruined}\n".encode()).warnings
    assert [(warning.code, warning.lines) for warning in warnings] == [("mojibake", (2,))]
    assert said in warnings[0].note


@pytest.mark.parametrize("sound", [SIMPLIFIED, TRADITIONAL, "café déjà vu, œuvre à côté", "锟", "邝翊 甯喆"])
def test_sound_text_is_not_reported(sound: str) -> None:
    assert source(sound.encode()).warnings == ()


def test_binary_bytes_are_no_wide_text() -> None:
    with pytest.raises(SourceError, match="binary"):
        read(bytes(range(256)) * 8, "a.txt")
