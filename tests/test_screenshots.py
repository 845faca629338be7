"""docs/screenshots/ has every kind of page in both sizes and schemes, nothing else, and stays small."""

from __future__ import annotations

from tools.screenshots import AWAY, FOLDER, KEPT, PAGES, PRINTED, WIDTHS

MOST_BYTES = 3_000_000


def test_every_kind_of_page_is_there_in_both_sizes_and_schemes() -> None:
    wanted = {
        f"{name}-{size}-{scheme}.webp" for name in (*KEPT, *PRINTED, *AWAY) for size in WIDTHS for scheme in ("light", "dark")
    }
    wanted |= {f"filters-phone-{scheme}.webp" for scheme in ("light", "dark")}
    assert {path.name for path in FOLDER.iterdir()} == wanted
    assert set(KEPT) <= set(PAGES)


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
