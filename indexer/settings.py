"""The settings: read once from the environment, frozen, passed in. Nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.errors import SettingsError
from indexer.reader_limits import Limits


class Settings(BaseSettings):
    """All settings of one archive; each field's description is what `docs/ref-settings.md` prints."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    home: Path = Field(
        default=Path("~/bulletin-archive"),
        validation_alias="BULLETIN_HOME",
        description="Archive home: catalog, originals, vocabulary and, with the embedded engine, its jars, data and logs.",
    )
    paper: str = Field(
        default="paper",
        pattern=r"^[a-z0-9][a-z0-9-]{0,31}$",
        validation_alias="BULLETIN_PAPER",
        description="Short name (slug) of the paper that pages belong to when nothing else is said: a to z, 0 to 9 and hyphen.",
    )
    paper_name: str = Field(
        default="",
        validation_alias="BULLETIN_PAPER_NAME",
        description="Printed name of the default paper, shown in the site's header; empty shows a general title.",
    )
    citation_edition: Literal["2015", "2025"] = Field(
        default="2015",
        validation_alias="BULLETIN_CITATION_EDITION",
        description="Edition of GB/T 7714 in which records are cited first, in `.gbt7714` and in the Word list: 2015, or 2025 (in force since July 2026; full-width punctuation, no day of access).",
    )
    local_level: Literal["区", "市", "省", "国家"] = Field(
        default="区",
        validation_alias="BULLETIN_LOCAL_LEVEL",
        description="Level of the offices that the paper names without a prefix (财政局 in a district paper is 区财政局).",
    )
    publishing_days: str = Field(
        default="",
        pattern=r"^[一二三四五六日天星期礼拜周每作工至到和及、，,;；\s1-7~～–—-]*$",
        validation_alias="BULLETIN_PUBLISHING_DAYS",
        description="Weekdays on which the default paper comes out (二,五 or 周一至周五 or 每天), for `bulletin issue missing`; empty: told from"
        " the issues themselves.",
    )
    quiet_seconds: float = Field(
        default=2.0,
        ge=0,
        le=3600,
        validation_alias="BULLETIN_QUIET_SECONDS",
        description="Seconds that a file must have been left alone before `ingest` takes it; younger ones are taken at the end of the run, after one short wait, and put off only if they still change. 0 switches this off.",
    )
    reader_seconds: float = Field(
        default=60.0,
        gt=0,
        le=3600,
        validation_alias="BULLETIN_READER_SECONDS",
        description="Seconds of work (on a busy machine up to five times as many may pass) that one page of a PDF, picture or other document may take its reader (opening the file counts as a page); a file with a page that takes longer is refused.",
    )
    reader_memory_mb: int = Field(
        default=1500,
        ge=256,
        le=65536,
        validation_alias="BULLETIN_READER_MEMORY_MB",
        description="Memory in MB that the reader process of one parsing process may take; a file that needs more is refused.",
    )
    elasticsearch_url: str = Field(
        default="",
        validation_alias="ELASTICSEARCH_URL",
        description="Address of a cluster of your own (8.x or 9.x with analysis-ik or analysis-smartcn); empty uses the embedded engine.",
    )
    elasticsearch_user: str = Field(
        default="", validation_alias="ELASTICSEARCH_USER", description="User name for the cluster (basic authentication)."
    )
    elasticsearch_password: SecretStr = Field(
        default=SecretStr(""), validation_alias="ELASTICSEARCH_PASSWORD", description="Password for the cluster."
    )
    elasticsearch_api_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="ELASTICSEARCH_API_KEY",
        description="API key for the cluster; used instead of user and password when both are given.",
    )
    elasticsearch_ca: Path | None = Field(
        default=None,
        validation_alias="ELASTICSEARCH_CA",
        description="File with the certificate of the authority that signed the cluster's certificate.",
    )
    elasticsearch_timeout: float = Field(
        default=30.0,
        gt=0,
        validation_alias="ELASTICSEARCH_TIMEOUT",
        description="Seconds to wait for one answer of the engine.",
    )
    analyzer: Literal["ik", "smartcn"] = Field(
        default="ik",
        validation_alias="BULLETIN_ANALYZER",
        description="Analyzer of the word fields (ranking); exact search does not depend on it.",
    )
    alias: str = Field(
        default="bulletin",
        pattern=r"^[a-z][a-z0-9]{0,40}$",
        validation_alias="BULLETIN_ALIAS",
        description="Alias that searches and loads use; also the beginning of the names of the indices behind it.",
    )
    engine_heap: str = Field(
        default="1g",
        pattern=r"^[1-9][0-9]*[mg]$",
        validation_alias="BULLETIN_ENGINE_HEAP",
        description="Heap of the embedded engine (512m, 1g, 2g …).",
    )
    engine_java_options: str = Field(
        default="",
        pattern=r"^(?:-\S+(?: +-\S+)*)?$",
        validation_alias="BULLETIN_ENGINE_JAVA_OPTIONS",
        description="Further options of the embedded engine's Java runtime, with blanks between; they come last, so they win.",
    )
    engine_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        validation_alias="BULLETIN_ENGINE_PORT",
        description="HTTP port of the embedded engine on 127.0.0.1; 0 chooses a free one.",
    )
    engine_start_timeout: float = Field(
        default=120.0,
        gt=0,
        validation_alias="BULLETIN_ENGINE_START_TIMEOUT",
        description="Seconds that the embedded engine may take to become healthy.",
    )
    host: str = Field(
        default="127.0.0.1", validation_alias="BULLETIN_HOST", description="Address that `bulletin serve` listens on."
    )
    port: int = Field(
        default=8000, ge=0, le=65535, validation_alias="BULLETIN_PORT", description="Port that `bulletin serve` listens on."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", validation_alias="BULLETIN_LOG_LEVEL", description="Least level that is logged to stderr."
    )

    @classmethod
    def from_env(cls, **overrides: object) -> Settings:
        """Settings from the environment, with `overrides` by field name before it.

        Raises SettingsError naming the variable and the value.
        """
        # By alias, never by field name: pydantic-settings would otherwise read HOME and HOST of the shell for `home` and `host`.
        aliased: dict[str, Any] = {str(cls.model_fields[name].validation_alias): value for name, value in overrides.items()}
        try:
            settings = cls(**aliased)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else "?"
            value = first.get("input")
            raise SettingsError(
                f"设置 {name} 的值 {value!r} 不能使用：{first['msg']}。请改正这个环境变量后再试。",
                f"setting {name} has the value {value!r}, which cannot be used: {first['msg']}",
            ) from error
        return settings.model_copy(update={"home": settings.home.expanduser().absolute()})

    @property
    def reader_limits(self) -> Limits:
        """What one file may cost the reader of its format."""
        return Limits(self.reader_seconds, self.reader_memory_mb)

    @property
    def engine_home(self) -> Path:
        """Folder of the embedded engine: jars, plugins, data, logs."""
        return self.home / "engine"

    @property
    def embedded(self) -> bool:
        """True when no cluster is named, so that the archive runs its own engine."""
        return not self.elasticsearch_url
