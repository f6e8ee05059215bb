"""What an operator can set, in the environment or in `.env`; `.env.example` shows every one with its default."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class DiscordSettings(BaseModel):
    token: SecretStr | None = Field(default=None, description="The bot's token, from the developer portal.")
    api_base: str | None = Field(
        default=None,
        pattern=r"^(https?://\S+)?$",
        description="REST address of a Discord-compatible server; unset means Discord itself.",
    )
    gateway_url: str | None = Field(
        default=None,
        pattern=r"^(wss?://\S+)?$",
        description="WebSocket address of a Discord-compatible server; unset means Discord itself.",
    )
    rate_limit_patience_seconds: float = Field(
        default=30.0, ge=30.0, description="How long a request may wait for a rate limit before it is tried later."
    )
    invalid_requests_most: int = Field(
        default=500,
        ge=1,
        le=5000,
        description="So many refusals (401, 403, 429) in ten minutes and nothing goes out unasked; Discord shuts out at"
        " 10,000.",
    )
    resume_attempts: int = Field(
        default=5, ge=1, description="How often to try to resume a lost session before a new one is begun."
    )
    resume_seconds: float = Field(
        default=60.0, gt=0, description="How long to try to resume a lost session before a new one is begun."
    )

    @field_validator("token")
    @classmethod
    def _is_one_line(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and any(letter < " " for letter in token.get_secret_value().strip()):
            raise ValueError("it holds a line break")
        return token


class DatabaseSettings(BaseModel):
    path: Path = Field(default=Path("data/trellis.db"), description="The SQLite file; its folder is made if missing.")


class DeliverySettings(BaseModel):
    heartbeat_seconds: float = Field(
        default=60.0, gt=0, description="How often to look for what is due, in case an alarm was lost."
    )
    requests_per_second: float = Field(
        default=45.0, gt=0, le=50, description="How many messages a second the bot sends unasked; Discord allows 50."
    )
    seconds_between_messages: float = Field(
        default=1.0, ge=0, description="How far apart direct messages to different people are."
    )
    at_once: int = Field(default=8, ge=1, description="How many groups of one server are served at the same time.")
    owner: str = Field(default="main", description="This process's name in leases; no two processes share one.")


class LogSettings(BaseModel):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR."
    )
    as_json: bool = Field(default=False, description="One JSON object a line, for machines.")


class Settings(BaseSettings):
    """All of them; nested names are joined by two underscores, as in `DISCORD__TOKEN`."""

    model_config = SettingsConfigDict(env_file=".env", env_nested_delimiter="__", extra="ignore")

    discord: DiscordSettings = DiscordSettings()
    database: DatabaseSettings = DatabaseSettings()
    delivery: DeliverySettings = DeliverySettings()
    log: LogSettings = LogSettings()


def load_settings() -> Settings:
    """Reads environment and `.env` anew; nothing is kept between calls."""
    return Settings()
