-- Shows: the schema sqlc reads. Run: psql "$DATABASE_URL" -f schema.sql
CREATE TABLE invoice (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer    text   NOT NULL,
    total_cents bigint NOT NULL CHECK (total_cents >= 0)
);
CREATE INDEX invoice_customer ON invoice (customer, id);
