"""The wall of photos, from the file of a page to the crop that a browser gets."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient
from PIL import Image

from indexer.settings import Settings
from tests.engine.archive import contents, take_in
from tests.webui.site import Site, one, texts
from webui.app import create_app
from webui.words import WORDS

pytestmark = pytest.mark.engine

SAMPLE = Path(__file__).parents[2] / "samples-print/岚汀导报/2024-11-12/02.pdf"


def test_the_crop_is_the_stored_box_and_without_one_the_wall_says_what_it_shows(
    archive_settings: Settings, client: Elasticsearch, tmp_path: Path
) -> None:
    """A caption as it is read, with another box, and as an older version stored it."""
    folder = tmp_path / "岚汀导报" / "2024-11-12"
    folder.mkdir(parents=True)
    (folder / "02.pdf").write_bytes(SAMPLE.read_bytes())
    take_in(archive_settings, client, folder)
    (caption,) = [document for document in contents(client, archive_settings).values() if document["kind"] == "caption"]
    name, details = caption["id"], caption["details"]

    with TestClient(create_app(archive_settings), follow_redirects=False) as visitor:
        site = Site(visitor)

        def shown(box: list[float] | None, *, known: bool = True) -> tuple[float, str, bool]:
            """Width by height of the crop with this box stored, its tag, and whether the wall makes its reservation."""
            stored = {key: value for key, value in details.items() if key != "photo_box"}
            _replace(client, archive_settings, name, {**stored, **({"photo_box": box} if known else {})})
            answer = site.get(f"/{name}.webp")
            wall = site.page("/photos")
            assert one(wall, ".photo-frame img")["src"] == f"/{name}.webp"
            notes = texts(wall, ".photo-note")
            assert notes in ([], [WORDS["photo_unknown"]])
            width, height = Image.open(io.BytesIO(answer.content)).size
            return width / height, answer.headers["etag"], bool(notes)

        x0, y0, x1, y1 = details["photo_box"]
        assert site.get(f"/api/v1/records/{name}").json()["photo_box"] == [x0, y0, x1, y1]
        whole = shown([x0, y0, x1, y1])
        upper = shown([x0, y0, x1, (y0 + y1) / 2])
        guessed, older = shown(None), shown(None, known=False)
    assert whole[0] == pytest.approx((x1 - x0) / (y1 - y0), rel=0.02) and not whole[2]
    assert upper[0] == pytest.approx(2 * whole[0], rel=0.02) and not upper[2]
    assert guessed == older and guessed[2]
    assert len({whole[1], upper[1], guessed[1]}) == 3


def _replace(client: Elasticsearch, settings: Settings, name: str, details: dict[str, Any]) -> None:
    """Stores the record with other details, as an index of another time would have it."""
    source = client.get(index=settings.alias, id=name)["_source"]
    client.index(index=settings.alias, id=name, document={**source, "details": details}, refresh=True)
