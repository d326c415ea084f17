-- Shows: the tables behind app.py: raw samples in a hypertable, one-minute rollups computed ahead.
CREATE EXTENSION IF NOT EXISTS timescaledb;

CREATE TABLE sample (
    taken_at timestamptz      NOT NULL,
    metric   text             NOT NULL,
    value    double precision NOT NULL
);
SELECT create_hypertable('sample', by_range('taken_at'));
CREATE INDEX sample_by_metric ON sample (metric, taken_at DESC);

CREATE MATERIALIZED VIEW sample_minute
WITH (timescaledb.continuous) AS
SELECT metric, time_bucket(INTERVAL '1 minute', taken_at) AS minute,
       sum(value) AS total, count(*) AS samples
  FROM sample
 GROUP BY metric, minute
WITH NO DATA;

SELECT add_continuous_aggregate_policy('sample_minute',
    start_offset => INTERVAL '1 day', end_offset => INTERVAL '1 minute',
    schedule_interval => INTERVAL '1 minute');
SELECT add_retention_policy('sample', INTERVAL '14 days');
