"""Counts and times for Prometheus, in a registry of the app's own."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """What is measured: requests by route and status, their time, failures of the engine."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("bulletin_requests", "Requests answered.", ["route", "status"], registry=self.registry)
        self._seconds = Histogram("bulletin_request_seconds", "Time to answer.", ["route"], registry=self.registry)
        self._engine = Counter(
            "bulletin_engine_errors", "Requests that failed for the engine.", ["code"], registry=self.registry
        )

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Counts one answered request."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def engine_error(self, code: str) -> None:
        """Counts one request that failed for the engine."""
        self._engine.labels(code).inc()

    def text(self) -> bytes:
        """All of it in Prometheus' text form."""
        return generate_latest(self.registry)
