// Shows: typed queries close to SQL with Drizzle on the pg driver, a transaction, a cursor.
// Why: S1:118, S2:121; the set-up commands are those of S1:686-687.
// Run: npm install pg drizzle-orm && npm install --save-dev @types/pg drizzle-kit tsx
//   export DATABASE_URL=postgres://localhost/shop
//   npx drizzle-kit generate && npx drizzle-kit migrate && npx tsx main.ts
import { and, asc, eq, gt } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { invoice } from "./schema";

const db = drizzle(process.env.DATABASE_URL!); // opens a pool

async function page(customer: string, after = 0, limit = 20) {
  return db
    .select({ id: invoice.id, totalCents: invoice.totalCents })
    .from(invoice)
    .where(and(eq(invoice.customer, customer), gt(invoice.id, after))) // values are bound
    .orderBy(asc(invoice.id))
    .limit(limit);
}

async function main() {
  await db.transaction(async (tx) => {
    await tx.insert(invoice).values([
      { customer: "ada", totalCents: 1200 },
      { customer: "ada", totalCents: 4550 },
      { customer: "ada", totalCents: 990 },
    ]);
  });
  const first = await page("ada", 0, 2);
  const second = await page("ada", first.at(-1)?.id ?? 0, 2);
  console.log({ first, second });
  await db.$client.end();
}

main();
