-- Shows: the table behind main.go; the unique key makes a repeated message harmless.
CREATE EXTENSION IF NOT EXISTS timescaledb;

CREATE TABLE reading (
    taken_at timestamptz      NOT NULL,
    device   text             NOT NULL,
    celsius  double precision NOT NULL,
    UNIQUE (device, taken_at)
);
SELECT create_hypertable('reading', by_range('taken_at'));
SELECT add_retention_policy('reading', INTERVAL '90 days');
