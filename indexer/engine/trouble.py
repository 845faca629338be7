"""The client's exceptions become ours here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from indexer.errors import EngineError, EngineRefused, EngineUnavailable, IndexMissing


@contextmanager
def translate_errors() -> Iterator[None]:
    """Inside it, whatever the engine's client raises comes out as an EngineError of ours, with the client's as its cause."""
    from elasticsearch import ApiError, TransportError

    try:
        yield
    except (ApiError, TransportError) as error:
        raise translate(error) from error


def translate(error: Exception) -> EngineError:
    """Our error for one of the client's."""
    from elastic_transport import TlsError
    from elasticsearch import ApiError, ConnectionTimeout, UnsupportedProductError
    from elasticsearch import ConnectionError as NoConnection

    if isinstance(error, ConnectionTimeout):
        return EngineUnavailable(
            "检索引擎没有在规定时间内回答（可用 ELASTICSEARCH_TIMEOUT 调整）。请稍后再试；一直如此时请运行 bulletin doctor。",
            f"the engine did not answer in time: {error}",
        )
    if isinstance(error, TlsError):
        return EngineRefused(
            "无法验证 Elasticsearch 的证书。请把签发它的 CA 证书文件写进 ELASTICSEARCH_CA，并确认 ELASTICSEARCH_URL 里的主机名与证书一致。",
            f"the certificate of the cluster cannot be verified: {error}; name its authority in ELASTICSEARCH_CA",
        )
    if isinstance(error, NoConnection):
        return EngineUnavailable(
            "连不上检索引擎。请运行 bulletin doctor 查看原因；使用自建集群时请检查 ELASTICSEARCH_URL 和网络。",
            f"no connection to the engine: {error}",
        )
    if isinstance(error, UnsupportedProductError):
        return EngineRefused(
            "ELASTICSEARCH_URL 指向的不是 Elasticsearch 8.x 或 9.x(可能是 OpenSearch、别的服务或代理)。请检查这个地址。",
            f"no Elasticsearch 8.x or 9.x answers there: {error}",
        )
    if isinstance(error, ApiError):
        return refusal(int(error.status_code), error.body)
    return EngineUnavailable("与检索引擎的通信出错。请稍后再试，或运行 bulletin doctor。", f"trouble with the engine: {error}")


def refusal(status: int, body: Any) -> EngineError:
    """Our error for this answer of the engine, which is no success: a whole one, or one of several that came together."""
    kind, reason = _cause(body)
    if kind == "index_not_found_exception":
        return IndexMissing(
            "索引尚未建立：还没有收录任何内容，或索引已被删除。请先用 bulletin ingest 收录。", f"no such index: {reason}"
        )
    if status == 401:
        return EngineRefused(
            "Elasticsearch 拒绝了用户名、密码或 API 密钥。请检查 ELASTICSEARCH_USER、ELASTICSEARCH_PASSWORD 或 ELASTICSEARCH_API_KEY。",
            "the engine refused user, password or API key (401)",
        )
    if (status == 403 and kind == "cluster_block_exception") or (status == 429 and "flood-stage" in reason):
        return EngineRefused(
            "检索引擎已转为只读，通常是因为磁盘快满了。请清理磁盘；空间恢复后会自动解除。",
            f"the engine is read-only: {reason}",
        )
    if status == 403:
        return EngineRefused(
            f"这个 Elasticsearch 用户没有所需的权限：{reason}。请为它授予本档案索引的读写权限。",
            f"the user lacks a privilege (403): {reason}",
        )
    if status == 406 or "compatible-with" in reason:
        return EngineRefused(
            "这个 Elasticsearch 的版本太旧，不支持 8.x 的接口。请使用 8.x 或 9.x。",
            f"the cluster does not accept version 8 of the interface: {reason}",
        )
    if status in (429, 502, 503, 504):
        return EngineUnavailable(
            "检索引擎暂时忙不过来或正在恢复。请稍后再试。", f"the engine is busy or recovering ({status}): {reason or kind}"
        )
    if ("failed to find" in reason and ("tokenizer" in reason or "analyzer" in reason)) or "Unknown tokenizer type" in reason:
        return EngineRefused(
            f"Elasticsearch 缺少中文分词插件：{reason}。请在每个节点安装 analysis-ik 或 analysis-smartcn，并相应设置 BULLETIN_ANALYZER。",
            f"the cluster lacks the analysis plugin: {reason}",
        )
    return EngineRefused(
        f"检索引擎拒绝了请求（{status}）：{reason or kind or '没有说明原因'}。",
        f"the engine refused ({status}): {kind}: {reason}",
    )


def _cause(body: Any) -> tuple[str, str]:
    """Type and reason, the innermost that is given, of the engine's answer in whatever form it has."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, str):
        return "", error
    if not isinstance(error, dict):
        return "", str(body)[:300] if body else ""
    roots = error.get("root_cause")
    inner = roots[0] if isinstance(roots, list) and roots and isinstance(roots[0], dict) else error
    return str(error.get("type") or inner.get("type") or ""), str(inner.get("reason") or error.get("reason") or "")[:300]
