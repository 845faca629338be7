"""Makes `indexer/engine/jars.lock`: every jar of the embedded engine with its hash and size, resolved once, here.

Run it with `python -m tools.lock_jars` when a version below changes, and read the difference.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import jgo

from indexer.engine.lock import ENGINE_VERSION, LOCK, LockedJar, Place, render_lock

RESOLVED = (f"org.elasticsearch:elasticsearch:{ENGINE_VERSION}", f"org.elasticsearch.plugin:transport-netty4:{ENGINE_VERSION}")
# Alone, without what they depend on: IK's core needs none of its old Lucene, smartcn runs on the server's own.
ALONE = (
    ("com.janeluo:ikanalyzer:2012_u6", Place.PLUGIN),
    # 10.5.0 beside Lucene 10.5.1 of the server: 10.5.1 of this module was never published.
    ("org.apache.lucene:lucene-analysis-smartcn:10.5.0", Place.PLUGIN),
    ("org.eclipse.jdt:ecj:3.42.0", Place.COMPILER),
)


def place_of(name: str) -> Place:
    """Netty and the transport live in a module of their own, all else on the server's class path."""
    return Place.TRANSPORT if name.startswith(("netty-", "transport-netty4")) else Place.SERVER


def coordinates(path: Path, repository: Path) -> str:
    """`group:artifact:version` from a jar's place in a Maven repository."""
    parts = path.relative_to(repository).parts
    return ":".join((".".join(parts[:-3]), parts[-3], parts[-2]))


def main() -> None:
    from jgo.maven import MavenContext

    context = MavenContext()
    rows: list[LockedJar] = []
    with tempfile.TemporaryDirectory() as cache:
        environment = jgo.build("+".join(RESOLVED), cache_dir=Path(cache))
        names = {jar.name for jar in Path(environment.path).rglob("*.jar")}
    resolved = [jar for jar in sorted(context.repo_cache.rglob("*.jar")) if jar.name in names]
    rows.extend(row(coordinates(jar, context.repo_cache), jar, place_of(jar.name)) for jar in resolved)
    for name, place in ALONE:
        group, artifact, version = name.split(":")
        rows.append(row(name, context.project(group, artifact).at_version(version).artifact().resolve(), place))
    LOCK.write_text(render_lock(rows), encoding="utf-8")
    print(f"{len(rows)} jars, {sum(jar.size for jar in rows) / 1e6:.1f} MB in {LOCK}", file=sys.stderr)


def row(name: str, jar: Path, place: Place) -> LockedJar:
    data = jar.read_bytes()
    return LockedJar(name, hashlib.sha256(data).hexdigest(), len(data), place)


if __name__ == "__main__":
    main()
