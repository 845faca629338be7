"""What is written into the engine's `config/` before each start."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

NODE_NAME = "bulletin"
CLUSTER_NAME = "bulletin-archive"

# Free bytes, not shares of the disk: 5 % of a desktop's disk is tens of GB, and the official shares would turn the archive
# read-only there with room for millions of records left.
DISK_LOW, DISK_HIGH, DISK_FLOOD = "1gb", "768mb", "512mb"
DISK_FLOOD_BYTES = 512 * 1024**2


@dataclass(frozen=True, slots=True)
class NodePlaces:
    """Folders of one engine: `data` and `logs` in the engine's home, `snapshots` beside it."""

    data: Path
    logs: Path
    snapshots: Path


def node_settings(places: NodePlaces, *, http_port: int, transport_port: int) -> dict[str, object]:
    """`elasticsearch.yml` of the embedded engine; port 0 lets the system choose a free one."""
    return {
        "cluster.name": CLUSTER_NAME,
        "node.name": NODE_NAME,
        "path.data": str(places.data),
        "path.logs": str(places.logs),
        "path.repo": [str(places.snapshots)],
        # No x-pack, so no password: nothing but this machine may reach it.
        "network.host": "127.0.0.1",
        "http.host": "127.0.0.1",
        "http.port": http_port,
        "transport.host": "127.0.0.1",
        "transport.port": transport_port,
        "discovery.type": "single-node",
        "action.auto_create_index": "false",
        "action.destructive_requires_name": "true",
        "cluster.routing.allocation.disk.watermark.low": DISK_LOW,
        "cluster.routing.allocation.disk.watermark.high": DISK_HIGH,
        "cluster.routing.allocation.disk.watermark.flood_stage": DISK_FLOOD,
    }


def render_settings(settings: dict[str, object]) -> str:
    """The settings as YAML; each value as JSON, which YAML contains, so that no path can break it."""
    return "".join(f"{name}: {_yaml(value)}\n" for name, value in settings.items())


def _yaml(value: object) -> str:
    # What JSON lets stand and YAML takes for a line end or refuses (U+0085, U+2028, U+FEFF) is escaped.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(character if character.isprintable() else f"\\U{ord(character):08x}" for character in text)


LOGGING = """\
status = error

appender.rolling.type = RollingFile
appender.rolling.name = rolling
appender.rolling.fileName = ${sys:es.logs.base_path}${sys:file.separator}engine.log
appender.rolling.filePattern = ${sys:es.logs.base_path}${sys:file.separator}engine-%i.log.gz
appender.rolling.layout.type = PatternLayout
appender.rolling.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n%throwable
appender.rolling.policies.type = Policies
appender.rolling.policies.size.type = SizeBasedTriggeringPolicy
appender.rolling.policies.size.size = 16MB
appender.rolling.strategy.type = DefaultRolloverStrategy
appender.rolling.strategy.max = 4

rootLogger.level = info
rootLogger.appenderRef.rolling.ref = rolling

# Natives are not among the artifacts and not needed: without these lines each start would warn of it.
logger.native.name = org.elasticsearch.nativeaccess
logger.native.level = error
logger.vector.name = org.elasticsearch.simdvec
logger.vector.level = error
"""
