// Shows: readings from NATS JetStream to TimescaleDB: collect a batch, write it, then acknowledge it.
// Run: go get github.com/nats-io/nats.go github.com/jackc/pgx/v5; NATS_URL, DATABASE_URL; go run .
// The stream READINGS, with subjects readings.>, must exist.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	batchSize = 5000
	batchWait = 500 * time.Millisecond
	insert    = `INSERT INTO reading (taken_at, device, celsius) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
)

type reading struct {
	TakenAt time.Time `json:"taken_at"`
	Device  string    `json:"device"`
	Celsius float64   `json:"celsius"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("pipeline stopped", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer pool.Close()
	nc, err := nats.Connect(os.Getenv("NATS_URL"))
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	consumer, err := js.CreateOrUpdateConsumer(ctx, "READINGS", jetstream.ConsumerConfig{
		Durable:       "timescale-writer",
		AckPolicy:     jetstream.AckExplicitPolicy,
		MaxAckPending: 2 * batchSize,
	})
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		if err := writeBatch(ctx, consumer, pool); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func writeBatch(ctx context.Context, consumer jetstream.Consumer, pool *pgxpool.Pool) error {
	fetched, err := consumer.Fetch(batchSize, jetstream.FetchMaxWait(batchWait))
	if err != nil {
		return err
	}
	var taken []jetstream.Msg
	batch := &pgx.Batch{}
	for msg := range fetched.Messages() {
		var r reading
		if err := json.Unmarshal(msg.Data(), &r); err != nil {
			slog.Warn("dropped", "subject", msg.Subject(), "err", err)
			if err := msg.Term(); err != nil { // It can never be read: do not deliver it again.
				return err
			}
			continue
		}
		batch.Queue(insert, r.TakenAt, r.Device, r.Celsius)
		taken = append(taken, msg)
	}
	if err := fetched.Error(); err != nil && !errors.Is(err, nats.ErrTimeout) {
		return err
	}
	if batch.Len() == 0 {
		return nil
	}
	if err := pool.SendBatch(ctx, batch).Close(); err != nil {
		return err // Nothing was acknowledged: NATS delivers all of it again.
	}
	for _, msg := range taken {
		if err := msg.Ack(); err != nil {
			return err
		}
	}
	return nil
}
