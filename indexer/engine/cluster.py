"""Whether an engine is one that the archive can use: version and tokenizer, asked of the engine itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.engine.trouble import translate_errors
from indexer.errors import EngineRefused
from indexer.settings import Settings

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

MAJOR_VERSIONS = (8, 9)
PLUGIN_OF = {"ik": "analysis-ik", "smartcn": "analysis-smartcn"}


@dataclass(frozen=True, slots=True)
class ClusterInfo:
    """What an engine says of itself."""

    name: str
    version: str
    address: str


def check_cluster(client: Elasticsearch, settings: Settings) -> ClusterInfo:
    """Asks the engine for its version and for the tokenizer of BULLETIN_ANALYZER.

    Raises EngineRefused for another version or product, a missing plugin, bad credentials, a certificate that cannot be verified;
    EngineUnavailable when nothing answers.
    """
    with translate_errors():
        answer = client.info().body
    version = str(answer["version"]["number"])
    if int(re.split(r"\D", version)[0] or 0) not in MAJOR_VERSIONS:
        raise EngineRefused(
            f"Elasticsearch 的版本是 {version}，本软件需要 8.x 或 9.x。请升级集群或改用别的 ELASTICSEARCH_URL。",
            f"the cluster runs Elasticsearch {version}; 8.x or 9.x is needed",
        )
    _check_tokenizer(client, settings)
    return ClusterInfo(str(answer["cluster_name"]), version, _address(client))


def _check_tokenizer(client: Elasticsearch, settings: Settings) -> None:
    from elasticsearch import BadRequestError

    from mappings.analysis import TOKENIZER_OF

    tokenizer, plugin = TOKENIZER_OF[settings.analyzer], PLUGIN_OF[settings.analyzer]
    try:
        with translate_errors():
            client.indices.analyze(tokenizer=tokenizer, text="岚汀新区")
    except EngineRefused as error:
        if not isinstance(error.__cause__, BadRequestError):
            raise
        raise EngineRefused(
            f"Elasticsearch 没有分词器 {tokenizer}。请在每个节点安装插件 {plugin} 并重启，或改变 BULLETIN_ANALYZER（ik 或 smartcn）。",
            f"the cluster has no tokenizer {tokenizer}: install {plugin} on every node, or change BULLETIN_ANALYZER",
        ) from error


def _address(client: Elasticsearch) -> str:
    node = next(iter(client.transport.node_pool.all()))
    return node.base_url
