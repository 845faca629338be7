"""Settings come from the environment once, by their documented names, and say what is wrong with a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from indexer.errors import SettingsError
from indexer.settings import Settings


def test_every_setting_has_a_variable_of_its_own_and_a_description() -> None:
    aliases = [str(field.validation_alias) for field in Settings.model_fields.values()]
    assert len(set(aliases)) == len(aliases)
    assert all(alias.startswith(("BULLETIN_", "ELASTICSEARCH_")) for alias in aliases)
    assert all(field.description for field in Settings.model_fields.values())


def test_the_shells_own_variables_are_no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """HOME and HOST are set in every shell; once the fields `home` and `host` were read from them."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HOST", "example.invalid")
    monkeypatch.delenv("BULLETIN_HOME", raising=False)
    settings = Settings.from_env()
    assert settings.home == tmp_path / "bulletin-archive"
    assert settings.host == "127.0.0.1"


def test_the_home_is_absolute_whatever_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BULLETIN_HOME", "archive")
    assert Settings.from_env().home == tmp_path / "archive"


def test_overrides_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PORT", "9000")
    assert Settings.from_env().port == 9000
    assert Settings.from_env(port=9001).port == 9001


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BULLETIN_PORT", "eighty"),
        ("BULLETIN_PORT", "70000"),
        ("BULLETIN_ANALYZER", "jieba"),
        ("BULLETIN_PAPER", "岚汀导报"),
        ("BULLETIN_ENGINE_HEAP", "lots"),
        ("BULLETIN_ENGINE_JAVA_OPTIONS", "-Xint quick"),
        ("BULLETIN_ALIAS", "Bulletin-1"),
    ],
)
def test_a_bad_value_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        Settings.from_env()
    assert variable in caught.value.zh and value in caught.value.zh
    assert variable in caught.value.en


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PORT", "")
    assert Settings.from_env().port == 8000


def test_settings_do_not_change_and_passwords_are_not_printed() -> None:
    settings = Settings.from_env(elasticsearch_password="geheim")
    with pytest.raises(ValidationError):
        settings.port = 1
    assert "geheim" not in repr(settings)
