"""Settings from the environment; wrong ones stop the start with the full list."""

import secrets
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, PositiveInt, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.city311.endpoint import Endpoint, endpoint_from

HOME = Path(__file__).parent.parent


class SettingsError(Exception):
    """Everything that is wrong with the settings, a line each."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="", extra="ignore", frozen=True)

    mode: Literal["production", "development", "practice"] = "development"
    var_dir: Path = HOME / "var"
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    show_sample_sign_ins: bool = False

    public_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    session_hours: PositiveInt = 12

    help_desk_phone: str = "312-555-0143"
    help_desk_email: str = "helpdesk@police.example"

    smtp_host: str = ""
    smtp_port: PositiveInt = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    mail_from: str = "community-concerns@police.example"

    city311: Literal["sandbox", "test", "live"] = "sandbox"
    city311_sandbox_url: str = ""
    city311_sandbox_key: SecretStr = SecretStr("")
    city311_test_url: str = ""
    city311_test_key: SecretStr = SecretStr("")
    city311_live_url: str = ""
    city311_live_key: SecretStr = SecretStr("")
    city311_jurisdiction: str = ""
    city311_format: Literal["json", "xml"] = "json"
    city311_police_code: str = "PMISC"

    beats_url: str = ""
    geocoder: str = ""
    geocoder_options: str = "{}"
    geocoder_seconds: float = Field(default=2.0, gt=0, le=30)
    map_tiles: str = ""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def production_is_complete(self) -> Self:
        if self.mode != "production":
            return self
        wrong = []
        if not self.database_url:
            wrong.append("DATABASE_URL must be set in production")
        if len(self.secret_key.get_secret_value()) < 32:
            wrong.append("SECRET_KEY must be set, 32 characters or more, in production")
        if self.show_sample_sign_ins:
            wrong.append("SHOW_SAMPLE_SIGN_INS must not be on in production")
        if not self.public_url.startswith("https://"):
            wrong.append("PUBLIC_URL must start with https:// in production")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @model_validator(mode="after")
    def practice_touches_nothing_real(self) -> Self:
        """VII.F.3: training is on made-up data."""
        if self.mode != "practice":
            return self
        wrong = []
        if self.database_url:
            wrong.append("DATABASE_URL must not be set in practice: it keeps a database of its own")
        if self.smtp_host:
            wrong.append("SMTP_HOST must not be set in practice: no mail leaves")
        if self.secret_key.get_secret_value():
            wrong.append("SECRET_KEY must not be set in practice: a sign-in there opens no other")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @model_validator(mode="after")
    def city311_is_complete(self) -> Self:
        if self.mode == "practice" and self.city311 != "sandbox":
            raise ValueError("CITY311 must be sandbox in practice: training touches nothing real")
        self.city311_endpoint()  # an EndpointError is a ValueError that names every fault
        return self

    def city311_endpoint(self) -> Endpoint | None:
        """The 311 that is spoken to; None where no address is set: what is queued then waits."""
        told = {
            name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for name, value in self
            if name.startswith("city311")
        }
        return endpoint_from(told) if told[f"CITY311_{self.city311.upper()}_URL"] else None

    @property
    def database(self) -> str:
        name = "practice" if self.mode == "practice" else "concerns"
        return self.database_url or f"sqlite:///{self.var_dir / name}.sqlite3"

    def key(self) -> str:
        """The signing key: as set, or one made on first use and kept beside the embedded data."""
        if given := self.secret_key.get_secret_value():
            return given
        name = "practice_key" if self.mode == "practice" else "secret_key"
        kept = self.var_dir / name
        if not kept.exists():
            self.var_dir.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text()


def read() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in wrong['loc']).upper() or 'settings'}: {wrong['msg']}"
            for wrong in error.errors()
        ]
        raise SettingsError("These settings are wrong:\n  " + "\n  ".join(lines)) from error
