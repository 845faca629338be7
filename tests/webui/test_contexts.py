"""The contexts of the templates: every field documented and used, every word of the interface used."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import webui.pages
from webui.dependencies import TEMPLATES
from webui.words import WARNING_TITLES, WORDS

WEBUI = Path(webui.pages.__file__).parent.parent
MODULES = [importlib.import_module(f"webui.pages.{module.name}") for module in pkgutil.iter_modules(webui.pages.__path__)]
USED_IN_TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.iterdir()))


def contexts() -> list[tuple[str, str, bool]]:
    """Class, field, and whether a string follows the field, of every dataclass of the pages."""
    found = []
    for module in MODULES:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                for here, after in zip(node.body, [*node.body[1:], None], strict=True):
                    if isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name):
                        is_documented = (
                            isinstance(after, ast.Expr)
                            and isinstance(after.value, ast.Constant)
                            and isinstance(after.value.value, str)
                        )
                        found.append((node.name, here.target.id, is_documented))
    return found


def test_every_field_of_every_context_is_documented() -> None:
    assert len(contexts()) > 80
    assert not [f"{name}.{field}" for name, field, is_documented in contexts() if not is_documented]


def test_every_field_of_every_context_is_used_by_a_template() -> None:
    for_the_frame = {"request", "address"}
    unused = {field for _, field, _ in contexts() if not re.search(rf"\b{field}\b", USED_IN_TEMPLATES)}
    assert unused <= for_the_frame


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_used(word: str) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in WEBUI.rglob("*.py") if path.name != "words.py")
    assert re.search(rf"\bw\.{word}\b", USED_IN_TEMPLATES) or re.search(rf"""["']{word}["']""", code)


def test_templates_have_no_words_of_their_own() -> None:
    """All Chinese stands in words.py, so that a second language can come; marks and the example command may stay."""
    for path in sorted(TEMPLATES.iterdir()):
        found = re.findall(r"[一-鿿]+", path.read_text(encoding="utf-8"))
        assert set(found) <= {"报纸"}, (path.name, found)


def test_words_have_the_punctuation_of_chinese() -> None:
    half_width = re.compile(r"[一-鿿][,;!?]|[一-鿿]\((?=[一-鿿])")
    assert not [word for word in WORDS.values() if half_width.search(word)]


def test_every_warning_of_the_parser_has_its_chinese_title() -> None:
    codes = set()
    for path in (WEBUI.parent / "indexer").rglob("*.py"):
        if path.match("record_lines/values.py"):
            continue  # a warning that came with a line has a code of its own and is shown as it is
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ParseWarning":
                assert isinstance(node.args[0], ast.Constant), path
                codes.add(node.args[0].value)
    assert len(codes) > 5
    assert codes <= set(WARNING_TITLES)
