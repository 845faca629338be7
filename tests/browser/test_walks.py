"""A short walk at random over the served samples; the long one is a figure of the evaluation."""

from __future__ import annotations

import random

import pytest

from evaluation.web.walks import Walker, over_http

pytestmark = [pytest.mark.engine, pytest.mark.browser]

WALKS = 18


def test_no_walk_over_links_and_forms_meets_a_fault(site: str) -> None:
    walker = Walker(site, over_http(site), random.Random(31))
    wrong = [fault for _ in range(WALKS) for fault in walker.walk()]
    assert not wrong
    assert len(walker.seen) > 60
