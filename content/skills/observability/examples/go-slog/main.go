// Shows: a slog handler that adds trace_id and span_id to every entry with a context.
// Run: go get go.opentelemetry.io/otel go.opentelemetry.io/otel/sdk && go run main.go
package main

import (
	"context"
	"log/slog"
	"os"

	"go.opentelemetry.io/otel"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

type withTrace struct{ slog.Handler }

func (h withTrace) Handle(ctx context.Context, r slog.Record) error {
	if sc := trace.SpanContextFromContext(ctx); sc.IsValid() {
		r.AddAttrs(slog.String("trace_id", sc.TraceID().String()), slog.String("span_id", sc.SpanID().String()))
	}
	return h.Handler.Handle(ctx, r)
}

func (h withTrace) WithAttrs(a []slog.Attr) slog.Handler { return withTrace{h.Handler.WithAttrs(a)} }
func (h withTrace) WithGroup(n string) slog.Handler      { return withTrace{h.Handler.WithGroup(n)} }

func main() {
	provider := sdktrace.NewTracerProvider() // add an exporter in a real service
	defer provider.Shutdown(context.Background())
	otel.SetTracerProvider(provider)
	slog.SetDefault(slog.New(withTrace{slog.NewJSONHandler(os.Stdout, nil)}))

	ctx, span := otel.Tracer("orders").Start(context.Background(), "place-order")
	defer span.End()
	slog.InfoContext(ctx, "order.placed", "order_id", "42")
}
