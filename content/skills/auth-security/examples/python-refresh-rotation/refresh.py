"""Shows: refresh tokens that rotate, with a family that is revoked when an old token comes back.

Needs PostgreSQL and asyncpg. A fast hash is enough here: the token is 256 random bits.

    CREATE TABLE refresh_token (
        digest     bytea PRIMARY KEY,
        family     uuid NOT NULL,
        user_id    uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz
    );
"""
import hashlib
import secrets
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

import asyncpg

LIFETIME = timedelta(days=7)


class Refused(Exception):
    """The token is unknown, expired or was used before: the user must sign in again."""


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def issue(db: asyncpg.Connection, user_id: UUID, family: UUID | None = None) -> str:
    """Call without a family after a login, with one when a token is exchanged."""
    token = secrets.token_urlsafe(32)
    await db.execute(
        "INSERT INTO refresh_token (digest, family, user_id, expires_at) VALUES ($1, $2, $3, $4)",
        digest(token), family or uuid4(), user_id, datetime.now(timezone.utc) + LIFETIME,
    )
    return token


async def exchange(db: asyncpg.Connection, token: str) -> tuple[UUID, str]:
    """Returns the user and the next token. Do not call it inside a transaction of your own:
    the exception would roll the revocation back."""
    async with db.transaction():
        # Two callers cannot both win: the second waits here and then finds the token used.
        row = await db.fetchrow(
            """UPDATE refresh_token SET used_at = now()
                WHERE digest = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING family, user_id""",
            digest(token),
        )
        if row is not None:
            return row["user_id"], await issue(db, row["user_id"], row["family"])
    # A token that was used before was copied; an unknown one deletes nothing.
    await db.execute(
        """DELETE FROM refresh_token WHERE family =
               (SELECT family FROM refresh_token WHERE digest = $1 AND used_at IS NOT NULL)""",
        digest(token),
    )
    raise Refused
