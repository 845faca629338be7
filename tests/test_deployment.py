"""Dockerfile and compose file: read as data, each setting they name held against the code (no Docker engine is needed)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from indexer.cli import COMMANDS
from indexer.settings import Settings

ROOT = Path(__file__).parent.parent
SETTINGS = {str(field.validation_alias) for field in Settings.model_fields.values()}
ROUTES_USED_BY_HEALTH_CHECKS = ("/readyz",)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def stages() -> dict[str, list[tuple[str, str]]]:
    """The Dockerfile as stage → (instruction, argument), continuation lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, str]]] = {}
    stage = ""
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        instruction, argument = line.split(None, 1)
        assert instruction in {"FROM", "ARG", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE", "CMD"}, line
        if instruction == "FROM":
            match = re.fullmatch(r"(\S+) AS (\w+)", argument)
            assert match, line
            stage = match[2]
        found.setdefault(stage, []).append((instruction, argument))
    return found


def test_every_service_is_built_from_a_stage_that_exists(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert service["build"]["target"] in stages()


def test_the_engine_is_the_pinned_version_with_both_chinese_plugins_of_that_version() -> None:
    from indexer.engine.lock import ENGINE_VERSION

    engine = stages()["engine"]
    text = " ".join(argument for _, argument in engine)
    assert ("FROM", f"elasticsearch:{ENGINE_VERSION} AS engine") in engine
    assert "analysis-smartcn" in text and f"analysis-ik/{ENGINE_VERSION}" in text


def test_every_setting_named_is_one_the_code_reads(compose: dict[str, Any]) -> None:
    named = set(compose["services"]["web"]["environment"])
    image = " ".join(argument for instruction, argument in stages()["web"] if instruction == "ENV")
    named |= set(re.findall(r"\b([A-Z][A-Z_]+)=", image))
    assert named, "no setting found: the test reads nothing"
    assert named <= SETTINGS
    for name, value in compose["services"]["web"]["environment"].items():
        for inner in re.findall(r"\$\{([A-Z_]+)", value):
            assert inner in SETTINGS or inner == "BULLETIN_ENGINE_PASSWORD", (name, inner)


def test_defaults_in_the_compose_file_are_values_that_settings_accept(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in compose["services"]["web"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{[A-Z_]+:[-?]([^}]*)\}", r"\1", value))
    settings = Settings.from_env()
    assert settings.elasticsearch_url == "http://engine:9200"
    assert not settings.embedded


def test_ports_are_on_loopback_and_every_service_has_a_health_check_and_a_volume(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["healthcheck"]["test"], name
        assert all(port.startswith("127.0.0.1:") for port in service["ports"]), name
        for volume in service["volumes"]:
            assert volume.split(":")[0] in compose["volumes"], name


def test_the_site_waits_for_a_healthy_engine_and_is_asked_at_an_address_it_has(compose: dict[str, Any]) -> None:
    web = compose["services"]["web"]
    assert web["depends_on"]["engine"]["condition"] == "service_healthy"
    check = " ".join(web["healthcheck"]["test"])
    assert any(route in check for route in ROUTES_USED_BY_HEALTH_CHECKS)
    routes = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "webui" / "routes").glob("*.py"))
    assert all(f'"{route}"' in routes for route in ROUTES_USED_BY_HEALTH_CHECKS)


def test_the_container_runs_a_command_of_ours_as_a_user_without_rights() -> None:
    web = stages()["web"]
    command = next(argument for instruction, argument in web if instruction == "CMD")
    program, name = re.findall(r'"([^"]+)"', command)
    assert program == "bulletin" and name in COMMANDS
    assert ("USER", "bulletin") in web


def test_everything_copied_exists_and_the_packages_are_all_copied() -> None:
    copied = [name for instruction, argument in stages()["web"] if instruction == "COPY" for name in argument.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert {"indexer", "webui", "mappings"} <= set(copied)
