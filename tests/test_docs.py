"""Documents that cannot lie: generated pages are current, and what the README tells to run exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from indexer.cli import COMMANDS, main
from tools.make_docs import DOCS, PAGES

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_every_command_has_help() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None and command.help, name


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_only_commands_and_targets_that_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", text)) | set(re.findall(r"^make ([a-z ]+)", text, re.MULTILINE))
    assert {word for words in named for word in words.split()} <= targets
    # In code only: "the bulletin and …" is a sentence.
    code = re.findall(r"`([^`]*)`", text) + re.findall(r"^(bulletin .*)$", text, re.MULTILINE)
    assert set(re.findall(r"\bbulletin ([a-z]+)", "\n".join(code))) <= set(COMMANDS)


def recipe(target: str) -> str:
    """What `make` runs for the target, continued lines joined."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(rf"^{target}:[^\n]*\n((?:\t[^\n]*\n)+)", text, re.MULTILINE)
    assert found, target
    return found[1]


def test_the_demo_takes_in_samples_that_are_there_and_no_page_twice() -> None:
    taken = re.search(r"bulletin ingest (.+?) --batch", recipe("demo"))
    assert taken
    issues = [
        issue
        for word in taken[1].split()
        for issue in ({path.parent for path in (ROOT / word).rglob("*.*")} or pytest.fail(f"{word} is empty"))
    ]
    assert len(issues) >= 3
    assert len({(issue.parent.name, issue.name) for issue in issues}) == len(issues), "two samples of one day"


def test_make_test_runs_every_test_in_one_command() -> None:
    (command,) = recipe("test").strip().splitlines()
    words = command.split()
    assert words[words.index("-m") : words.index("-m") + 2] == ["-m", "pytest"]
    chosen = words[words.index("pytest") + 1 :]
    assert not {"-m", "-k", "--deselect", "--ignore"} & set(chosen)
    assert not [word for word in chosen if (ROOT / word).exists()], "a part of the suite"
    assert not [word for word in chosen if "xfail" in word or "skip" in word]


@pytest.mark.parametrize(
    "readme", [*READMES, "CHANGELOG.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]
)
def test_links_between_documents_lead_somewhere(readme: str) -> None:
    path = ROOT / readme
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{readme}: {target}"


def test_every_complaint_has_a_row_and_every_test_named_there_exists() -> None:
    """Numbers 1 to 48; a test is named by its file and its name, `C` stands for the file of complaints."""
    page = (DOCS / "explain-search-complaints.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in page.splitlines() if re.match(r"\| [0-9]+ \|", row)]
    assert [int(row[1]) for row in rows] == list(range(1, 49))
    for row in rows:
        named = re.findall(r"(C|`tests/[^`]+\.py`) `(test_\w+)`", row[4])
        assert named, row[1]
        for file, test in named:
            path = "tests/engine/test_search_complaints.py" if file == "C" else file.strip("`")
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), (row[1], file, test)


def test_every_feature_has_a_row_and_every_proof_named_there_exists() -> None:
    """Numbers 1 to 40; a proof is a test, named by its file and its name, or a figure of the evaluation that has a floor."""
    page = (DOCS / "explain-features.md").read_text(encoding="utf-8")
    rows = [re.split(r"(?<!\\)\|", row) for row in page.splitlines() if re.match(r"\| [0-9]+ \|", row)]
    assert [int(row[1]) for row in rows] == list(range(1, 41))
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    for row in rows:
        assert len(row) == 6, row
        tests, figures = re.findall(r"`(tests/[^`]+\.py)` `(test_\w+)`", row[4]), re.findall(r"评测 `([^`]+)`", row[4])
        assert tests, row[1]
        for file, test in tests:
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), (row[1], file, test)
        assert set(figures) <= set(floors), row[1]
