-- Shows: the schema that SQLx checks the queries of main.rs against. Run: see main.rs.
CREATE TABLE IF NOT EXISTS invoice (
    id          INTEGER PRIMARY KEY NOT NULL,
    customer    TEXT    NOT NULL,
    total_cents INTEGER NOT NULL CHECK (total_cents >= 0)
);
CREATE INDEX IF NOT EXISTS invoice_customer ON invoice (customer, id);
