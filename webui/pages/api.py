"""The description of the API for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API."""

    method: str
    """GET."""
    path: str
    """Address, with {names} for its variable parts."""
    summary: str
    """What it answers (English, from the code)."""
    parameters: tuple[tuple[str, str], ...]
    """Name and meaning of each parameter."""


@dataclass(frozen=True, slots=True)
class ApiPage:
    """All addresses of the API."""

    title: str
    """What the page is."""
    operations: tuple[Operation, ...]
    """Every address with what it takes."""


def api_page(openapi: dict[str, Any]) -> ApiPage:
    """The page, from the OpenAPI document."""
    operations = [
        Operation(
            method.upper(),
            path,
            described.get("description", ""),
            tuple((p["name"], p.get("description", "")) for p in described.get("parameters", ())),
        )
        for path, methods in openapi["paths"].items()
        for method, described in methods.items()
    ]
    return ApiPage(WORDS["api"], tuple(operations))
