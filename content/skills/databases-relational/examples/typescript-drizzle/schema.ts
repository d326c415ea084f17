// Shows: a Drizzle schema; drizzle-kit derives migrations from it. Run: see main.ts.
import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";

export const invoice = pgTable(
  "invoice",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    customer: text().notNull(),
    totalCents: integer("total_cents").notNull(),
  },
  (table) => [index("invoice_customer").on(table.customer, table.id)],
);
