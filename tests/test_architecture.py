"""The borders between the rooms, held by reading the imports."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("mappings", "indexer", "webui")


def modules(package: str) -> Iterator[Path]:
    yield from sorted((ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    """Every module that the file imports, as `package.module.name` where a name is imported from it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def top(name: str) -> str:
    return name.split(".")[0]


def within(name: str, *prefixes: str) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def test_mappings_know_only_the_dsl_and_the_standard_library() -> None:
    for path in modules("mappings"):
        for name in imports_of(path):
            assert top(name) in sys.stdlib_module_names or within(name, "mappings", "elasticsearch.dsl"), f"{path}: {name}"


def test_indexer_does_not_know_webui() -> None:
    for path in modules("indexer"):
        assert not [name for name in imports_of(path) if top(name) == "webui"], path


def test_webui_knows_few_rooms_of_indexer() -> None:
    allowed = (
        "indexer.settings",
        "indexer.errors",
        "indexer.engine",
        "indexer.catalog",
        "indexer.cli.options",
        "indexer.issues",
        "indexer.office_forms",
        "indexer.page_images.store",
        "indexer.publishing_days",
        "indexer.staleness",
    )
    for path in modules("webui"):
        for name in imports_of(path):
            if top(name) == "indexer":
                assert within(name, *allowed), f"{path}: {name}"


def test_pages_and_extract_know_no_engine_no_clock_and_no_network() -> None:
    allowed = (
        "indexer.model",
        "indexer.printed",
        "indexer.pages",
        "indexer.extract",
        "indexer.errors",
        "mappings.folding",
        "mappings.traditional",
        "lunar_python.LunarYear",
    )
    forbidden = {"time", "os", "socket", "subprocess", "random", "shutil", "tempfile", "urllib"}
    for room in ("indexer/pages", "indexer/extract"):
        for path in modules(room):
            text = path.read_text(encoding="utf-8")
            assert ".today(" not in text and ".now(" not in text, f"{path} asks the clock"
            for name in imports_of(path):
                assert top(name) not in forbidden, f"{path}: {name}"
                if top(name) not in sys.stdlib_module_names:
                    assert within(name, *allowed), f"{path}: {name}"


def test_what_is_missing_is_computed_from_values_alone() -> None:
    allowed = ("indexer.issues", "indexer.catalog.rows", "lunar_python.LunarYear")
    forbidden = {"time", "os", "io", "pathlib", "sqlite3", "random"}
    for path in modules("indexer/issues"):
        text = path.read_text(encoding="utf-8")
        assert ".today(" not in text and ".now(" not in text, f"{path} asks the clock"
        for name in imports_of(path):
            assert top(name) not in forbidden, f"{path}: {name}"
            if top(name) not in sys.stdlib_module_names:
                assert within(name, *allowed), f"{path}: {name}"


def test_the_rooms_that_write_know_each_other_one_way() -> None:
    """Catalog and corrections know nobody; loading knows no catalog; following knows no ingest; only commands know them all."""
    forbidden = {
        "catalog": ("engine", "load", "following", "ingest", "rebuilding", "corrections", "backup", "doctor"),
        "corrections": ("catalog", "engine", "load", "following", "ingest", "rebuilding", "backup", "doctor"),
        "record_lines": ("catalog", "engine", "load", "following", "ingest", "rebuilding", "backup", "doctor"),
        "sources": ("catalog", "engine", "load", "following", "ingest", "rebuilding", "backup", "doctor"),
        "load": ("catalog", "following", "ingest", "rebuilding", "corrections", "backup", "doctor"),
        "following": ("ingest", "rebuilding", "backup", "doctor"),
        "ingest": ("rebuilding", "backup", "doctor"),
        "rebuilding": ("backup", "doctor"),
        "page_images": ("engine", "load", "following", "ingest", "rebuilding", "corrections", "backup", "doctor"),
    }
    for room, others in forbidden.items():
        for path in modules(f"indexer/{room}"):
            for name in imports_of(path):
                assert not within(name, *(f"indexer.{other}" for other in (*others, "cli"))), f"{path}: {name}"


def test_the_engine_client_is_imported_in_few_places() -> None:
    allowed = (
        "indexer.engine",
        "indexer.indices",
        "indexer.load",
        "indexer.ingest.run",
        "indexer.doctor",
        "indexer.following",
        "indexer.rebuilding",
        "webui.search.query",
        "webui.search.archive",
    )
    for package in ("indexer", "webui"):
        for path in modules(package):
            if any(top(name) == "elasticsearch" for name in imports_of(path)):
                assert within(name_of(path), *allowed), path


def test_http_stays_in_the_routes() -> None:
    for path in modules("webui"):
        name = name_of(path)
        uses_http = any(top(imported) in {"fastapi", "starlette"} for imported in imports_of(path))
        if uses_http:
            assert within(
                name, "webui.app", "webui.dependencies", "webui.errors", "webui.routes", "webui.middleware", "webui.server"
            ), path
    for path in modules("indexer"):
        assert not any(top(imported) in {"fastapi", "starlette", "uvicorn"} for imported in imports_of(path)), path


def test_only_settings_read_the_environment() -> None:
    for package in PACKAGES:
        for path in modules(package):
            text = path.read_text(encoding="utf-8")
            if "os.environ" in text or "getenv" in text:
                # A child process needs the environment it inherits; nothing there is read as a setting.
                assert within(name_of(path), "indexer.settings", "indexer.engine"), path


def test_no_file_has_grown_past_one_concern() -> None:
    for package in (*PACKAGES, "tests", "evaluation", "tools"):
        for path in modules(package):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= 400, f"{path} has {lines} lines: look for two rooms"


def test_no_module_is_called_by_a_word_that_says_nothing() -> None:
    for package in PACKAGES:
        for path in modules(package):
            assert not {"utils", "helpers", "manager", "common", "misc"} & set(name_of(path).split(".")), path


def test_no_address_of_a_package_registry_stands_in_any_file() -> None:
    hosts = [
        ".".join(parts)
        for parts in (("pypi", "org"), ("pythonhosted", "org"), ("maven", "org"), ("debian", "org"), ("npmjs", "org"))
    ]
    hosts.append(".".join(("maven", "apache", "org")))
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, listed):
        path = ROOT / name
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert not [host for host in hosts if host in text], name


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_has_no_effect(package: str, tmp_path: Path) -> None:
    """Every module can be imported with no home, no engine and no network, and leaves nothing behind."""
    names = [name_of(path) for path in modules(package)]
    script = (
        "import socket, importlib, sys\n"
        "def refuse(*a, **k): raise AssertionError('network at import')\n"
        "socket.socket.connect = refuse\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
    )
    home = tmp_path / "home"
    environment = {**os.environ, "BULLETIN_HOME": str(home), "BULLETIN_PORT": "not a port"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not home.exists()
