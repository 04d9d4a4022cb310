"""Settings from the environment; wrong ones stop the start with the full list."""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, PositiveInt, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.city311.endpoint import Endpoint, EndpointError, endpoint_from, is_loopback

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
    def fits_together(self) -> Self:
        if faults := [
            *self._production_faults(),
            *self._practice_faults(),
            *self._city311_faults(),
        ]:
            raise ValueError("\n".join(faults))
        return self

    def _production_faults(self) -> Iterator[str]:
        if self.mode != "production":
            return
        if not self.database_url:
            yield "DATABASE_URL must be set in production"
        if len(self.secret_key.get_secret_value()) < 32:
            yield "SECRET_KEY must be set, 32 characters or more, in production"
        if self.show_sample_sign_ins:
            yield "SHOW_SAMPLE_SIGN_INS must not be on in production"
        if not self.public_url.startswith("https://"):
            yield "PUBLIC_URL must start with https:// in production"

    def _practice_faults(self) -> Iterator[str]:
        """VII.F.3: training is on made-up data, and touches nothing real."""
        if self.mode != "practice":
            return
        if self.database_url:
            yield "DATABASE_URL must not be set in practice: it keeps a database of its own"
        if self.smtp_host:
            yield "SMTP_HOST must not be set in practice: no mail leaves"
        if self.secret_key.get_secret_value():
            yield "SECRET_KEY must not be set in practice: a sign-in there opens no other"
        if self.geocoder:
            yield "GEOCODER must not be set in practice: what is typed there goes nowhere"
        if self.city311_sandbox_url and not is_loopback(self.city311_sandbox_url):
            yield "CITY311_SANDBOX_URL must be on this machine in practice, where nothing is real"

    def _city311_faults(self) -> Iterator[str]:
        if self.mode == "practice" and self.city311 != "sandbox":
            yield "CITY311 must be sandbox in practice: training touches nothing real"
        try:
            self.city311_endpoint()
        except EndpointError as error:
            yield from error.problems

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
        kept = self.var_dir / ("practice_key" if self.mode == "practice" else "secret_key")
        if kept.exists() and (known := kept.read_text()):
            return known
        kept.unlink(missing_ok=True)  # empty: the machine stopped while it was written
        self.var_dir.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        with made.open("w") as written:
            written.write(secrets.token_urlsafe(48))
            written.flush()
            os.fsync(written.fileno())
        with suppress(FileExistsError):  # of processes that start together, the first one's counts
            os.link(made, kept)
        made.unlink()
        return kept.read_text()


def read() -> Settings:
    """The settings, or everything that is wrong with them, also what pydantic looks at last."""
    try:
        return Settings()
    except ValidationError as error:
        faults = _faults(error)
        taken_as_right = {name: Settings.model_fields[name].default for name in _fields(error)}
        try:
            Settings(**taken_as_right)
        except ValidationError as more:
            faults |= _faults(more)
        raise SettingsError("\n  ".join(("These settings are wrong:", *faults))) from error


def _fields(error: ValidationError) -> set[str]:
    return {str(wrong["loc"][0]).lower() for wrong in error.errors() if wrong["loc"]}


def _faults(error: ValidationError) -> dict[str, None]:
    """A line each, in order and once."""
    lines: list[str] = []
    for wrong in error.errors():
        name = "".join(f"{part}: ".upper() for part in wrong["loc"])
        lines += [
            f"{name}{said}" for said in wrong["msg"].removeprefix("Value error, ").splitlines()
        ]
    return dict.fromkeys(lines)
