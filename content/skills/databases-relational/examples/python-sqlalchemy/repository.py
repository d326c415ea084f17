# Shows: a repository on an async SQLAlchemy 2.0 session; the session is the unit of work, callers
# get plain objects (DTOs), pages go by cursor. Advice behind it: S1:123-128, S0:233.
# Run: uv run --with "sqlalchemy[asyncio]" --with aiosqlite repository.py
# PostgreSQL: add asyncpg and set DATABASE_URL=postgresql+asyncpg://user:secret@localhost/shop
import asyncio
import os
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)


class Invoice(Base):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    total_cents: Mapped[int]


@dataclass(frozen=True)
class InvoiceView:  # what leaves the session: no lazy attribute can fail later
    id: int
    total_cents: int


class InvoiceRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, customer_id: int, total_cents: int) -> None:
        self._session.add(Invoice(customer_id=customer_id, total_cents=total_cents))

    async def page(self, customer_id: int, after: int = 0, limit: int = 20) -> list[InvoiceView]:
        query = (
            select(Invoice)
            .where(Invoice.customer_id == customer_id, Invoice.id > after)  # values are bound
            .order_by(Invoice.id)
            .limit(limit)
        )
        return [InvoiceView(row.id, row.total_cents) for row in await self._session.scalars(query)]


async def main() -> None:
    engine = create_async_engine(os.environ.get("DATABASE_URL", "sqlite+aiosqlite://"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)  # a real project runs Alembic here
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    async with sessions.begin() as session:  # one transaction: all of it or nothing
        customer = Customer(email="ada@example.org")
        session.add(customer)
        await session.flush()  # assigns customer.id
        invoices = InvoiceRepository(session)
        for cents in (1200, 4550, 990):
            invoices.add(customer.id, cents)

    async with sessions() as session:
        invoices = InvoiceRepository(session)
        first = await invoices.page(customer.id, limit=2)
        print("first page ", first)
        print("second page", await invoices.page(customer.id, after=first[-1].id, limit=2))
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
