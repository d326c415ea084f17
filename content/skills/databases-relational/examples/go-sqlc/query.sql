-- Shows: plain SQL with a name and a kind (:one, :many); sqlc writes one Go method for each.
-- Run: sqlc generate

-- name: AddInvoice :one
INSERT INTO invoice (customer, total_cents) VALUES (@customer, @total_cents) RETURNING id;

-- name: InvoicesAfter :many
SELECT id, total_cents FROM invoice
 WHERE customer = @customer AND id > @after
 ORDER BY id
 LIMIT @page_size;
