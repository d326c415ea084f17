"""Shows: a repository tested against a real PostgreSQL; one container per run, one rollback per test.

Run: uv add --dev pytest testcontainers "sqlalchemy>=2" "psycopg[binary]" factory-boy && uv run pytest
"""
from collections.abc import Iterator
from decimal import Decimal

import factory
import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from testcontainers.postgres import PostgresContainer


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    customer: Mapped[str]
    total: Mapped[Decimal]


def spent_by(db: Session, customer: str) -> Decimal:
    """The code under test."""
    query = select(func.coalesce(func.sum(Order.total), 0)).where(Order.customer == customer)
    return db.scalar(query)


class OrderFactory(factory.Factory):
    class Meta:
        model = Order

    reference = factory.Sequence("A-{:05d}".format)
    customer = "anna"
    total = Decimal("10.00")


@pytest.fixture(scope="session")
def database() -> Iterator[Engine]:
    with PostgresContainer("postgres:17", driver="psycopg") as container:
        engine = create_engine(container.get_connection_url())
        Base.metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def db(database: Engine) -> Iterator[Session]:
    """Commits of the test become savepoints; the outer transaction is always rolled back."""
    with database.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


def test_sums_only_the_orders_of_that_customer(db: Session) -> None:
    db.add_all([*OrderFactory.build_batch(2), OrderFactory.build(customer="ben")])
    db.commit()

    assert spent_by(db, "anna") == Decimal("20.00")


def test_a_customer_without_orders_spent_nothing(db: Session) -> None:
    assert spent_by(db, "nobody") == 0


def test_a_reference_is_unique(db: Session) -> None:
    """No mock would have told us."""
    db.add_all(OrderFactory.build_batch(2, reference="A-1"))
    with pytest.raises(IntegrityError):
        db.commit()
