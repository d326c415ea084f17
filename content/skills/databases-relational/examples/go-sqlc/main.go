// Shows: typed queries that sqlc generated from query.sql, on a pgx pool, in one transaction.
// Why: S4:242, S4:246; pgx is the driver of S0:19.
// Run: go mod init example.org/shop && sqlc generate && go mod tidy
//
//	psql "$DATABASE_URL" -f schema.sql && go run .
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"example.org/shop/db"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()

	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { // commits, or rolls back on error
		queries := db.New(tx)
		for _, cents := range []int64{1200, 4550, 990} {
			if _, err := queries.AddInvoice(ctx, db.AddInvoiceParams{Customer: "ada", TotalCents: cents}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}

	var after int64
	for { // pages by cursor
		page, err := db.New(pool).InvoicesAfter(ctx, db.InvoicesAfterParams{Customer: "ada", After: after, PageSize: 2})
		if err != nil {
			log.Fatal(err)
		}
		if len(page) == 0 {
			return
		}
		for _, invoice := range page {
			fmt.Println(invoice.ID, invoice.TotalCents)
		}
		after = page[len(page)-1].ID
	}
}
