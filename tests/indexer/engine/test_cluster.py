"""A cluster of one's own: what is wrong with it is one clear sentence each, told from real answers over a real socket."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.engine import check_cluster, connect, running_engine
from indexer.errors import ArchiveError, EngineRefused, EngineUnavailable, SettingsError
from indexer.settings import Settings
from tests.indexer.engine.local_server import SELF_SIGNED, Answer, always, as_elasticsearch, serving


def info(version: str) -> Answer:
    return as_elasticsearch(
        {"name": "n1", "cluster_name": "岚汀", "version": {"number": version}, "tagline": "You Know, for Search"}
    )


def refused(status: int, kind: str, reason: str) -> Answer:
    cause = {"type": kind, "reason": reason}
    return as_elasticsearch({"error": {"root_cause": [cause], **cause}, "status": status}, status)


def cluster(version: str = "9.5.3", analyze: Answer | None = None) -> Callable[[str, str], Answer]:
    tokens = as_elasticsearch(
        {"tokens": [{"token": "岚汀", "start_offset": 0, "end_offset": 2, "type": "CN_WORD", "position": 0}]}
    )

    def answer(method: str, path: str) -> Answer:
        return (analyze or tokens) if path.startswith("/_analyze") else info(version)

    return answer


def settings_for(address: str, tmp_path: Path, **fields: object) -> Settings:
    return Settings.from_env(home=tmp_path / "home", elasticsearch_url=address, elasticsearch_timeout=5, **fields)


def trouble(settings: Settings) -> ArchiveError:
    with pytest.raises(ArchiveError) as caught, connect(settings) as client:
        check_cluster(client, settings)
    return caught.value


@pytest.mark.parametrize("version", ["8.0.0", "8.19.3", "9.5.3"])
def test_a_cluster_of_version_8_or_9_with_the_tokenizer_is_good(version: str, tmp_path: Path) -> None:
    with serving(cluster(version)) as address:
        settings = settings_for(address, tmp_path)
        with connect(settings) as client:
            found = check_cluster(client, settings)
    assert (found.name, found.version, found.address) == ("岚汀", version, address)


@pytest.mark.parametrize("version", ["7.17.29", "10.0.0"])
def test_another_version_is_named_in_the_sentence(version: str, tmp_path: Path) -> None:
    with serving(cluster(version)) as address:
        error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineRefused) and version in error.zh and "8.x" in error.zh


def test_a_server_that_does_not_know_version_8_of_the_interface_is_too_old(tmp_path: Path) -> None:
    answer = refused(
        406, "media_type_header_exception", "Content-Type header [application/vnd.elasticsearch+json] is not supported"
    )
    with serving(always(answer)) as address:
        error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineRefused) and "版本太旧" in error.zh


def test_another_product_is_not_taken_for_elasticsearch(tmp_path: Path) -> None:
    body = b'{"version": {"number": "2.19.0", "distribution": "opensearch"}}'
    with serving(always(Answer(body=body, headers={"Content-Type": "application/json"}))) as address:
        error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineRefused) and "不是 Elasticsearch" in error.zh


@pytest.mark.parametrize(("analyzer", "plugin"), [("ik", "analysis-ik"), ("smartcn", "analysis-smartcn")])
def test_a_missing_plugin_is_named_with_what_to_do(analyzer: str, plugin: str, tmp_path: Path) -> None:
    answer = refused(400, "illegal_argument_exception", "failed to find global tokenizer under [ik_max_word]")
    with serving(cluster(analyze=answer)) as address:
        error = trouble(settings_for(address, tmp_path, analyzer=analyzer))
    assert isinstance(error, EngineRefused) and plugin in error.zh and "BULLETIN_ANALYZER" in error.zh


def test_a_bad_password_is_said_to_be_one(tmp_path: Path) -> None:
    answer = refused(401, "security_exception", "unable to authenticate user [elastic] for REST request [/]")
    with serving(always(answer)) as address:
        error = trouble(settings_for(address, tmp_path, elasticsearch_user="elastic", elasticsearch_password="wrong"))
    assert isinstance(error, EngineRefused) and "ELASTICSEARCH_PASSWORD" in error.zh
    assert "wrong" not in error.zh + error.en


def test_a_lacking_privilege_is_not_a_bad_password(tmp_path: Path) -> None:
    answer = refused(403, "security_exception", "action [indices:admin/analyze] is unauthorized for user [reader]")
    with serving(cluster(analyze=answer)) as address:
        error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineRefused) and "权限" in error.zh and "indices:admin/analyze" in error.zh


def test_nobody_at_the_address_is_unavailable(tmp_path: Path) -> None:
    with serving(cluster()) as address:
        pass
    error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineUnavailable) and "ELASTICSEARCH_URL" in error.zh


def test_no_answer_in_time_is_unavailable(tmp_path: Path) -> None:
    def slow(method: str, path: str) -> Answer:
        time.sleep(1)
        return info("9.5.3")

    with serving(slow) as address:
        error = trouble(Settings.from_env(home=tmp_path, elasticsearch_url=address, elasticsearch_timeout=0.2))
    assert isinstance(error, EngineUnavailable) and "ELASTICSEARCH_TIMEOUT" in error.zh


def test_a_certificate_of_an_unknown_authority_is_refused_with_the_setting_that_helps(tmp_path: Path) -> None:
    with serving(cluster(), tls=True) as address:
        error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, EngineRefused) and "ELASTICSEARCH_CA" in error.zh


def test_a_certificate_of_the_named_authority_is_accepted(tmp_path: Path) -> None:
    with serving(cluster(), tls=True) as address:
        settings = settings_for(address, tmp_path, elasticsearch_ca=SELF_SIGNED)
        with running_engine(settings) as client:
            assert check_cluster(client, settings).version == "9.5.3"


def test_a_missing_file_of_the_authority_is_a_bad_setting(tmp_path: Path) -> None:
    error = trouble(settings_for("https://127.0.0.1:9", tmp_path, elasticsearch_ca=tmp_path / "没有.pem"))
    assert isinstance(error, SettingsError) and "没有.pem" in error.zh


@pytest.mark.parametrize("address", ["localhost:9200", "elasticsearch", "http//x"])
def test_an_address_without_scheme_or_port_is_a_bad_setting(address: str, tmp_path: Path) -> None:
    error = trouble(settings_for(address, tmp_path))
    assert isinstance(error, SettingsError) and address in error.zh and "https://" in error.zh


def test_an_api_key_goes_before_user_and_password(tmp_path: Path) -> None:
    settings = settings_for(
        "http://127.0.0.1:9", tmp_path, elasticsearch_api_key="a2V5", elasticsearch_user="elastic", elasticsearch_password="p"
    )
    with connect(settings) as client:
        assert client._headers["authorization"] == "ApiKey a2V5"


def test_without_a_cluster_and_without_a_running_engine_there_is_no_client(settings: Settings) -> None:
    with pytest.raises(EngineUnavailable) as caught:
        connect(settings)
    assert "bulletin engine start" in caught.value.zh
    assert not settings.home.exists()
