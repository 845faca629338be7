"""The description of the API for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """All addresses of the API."""

    title: str
    operations: tuple[Operation, ...]


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
