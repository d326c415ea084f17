// Shows: one resource with Hono: a version in the path, cursor pages, 422 as problem details
// (RFC 7807), input checked by Zod, a health route. After: S1:155, S4:498-512, S4:460, S3:274.
// Run: npm install hono @hono/node-server zod && npx tsx index.ts     (port 8000)
// On an edge runtime or Bun: `export default app` in place of the last two lines.
import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { z } from "zod";

const NewOrder = z.object({ sku: z.string().min(1), count: z.number().int().min(1).max(1000) });
const Paging = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) });
type Order = z.infer<typeof NewOrder> & { id: number };

const orders: Order[] = []; // stands for the database
const app = new Hono();

function problem(c: Context, status: 400 | 422, title: string, error?: z.ZodError) {
  const errors = error?.issues.map((issue) => ({ field: issue.path.join("."), reason: issue.message }));
  return c.body(JSON.stringify({ type: "about:blank", title, status, errors }), status, {
    "Content-Type": "application/problem+json",
  });
}

app.get("/api/v1/orders", (c) => {
  const query = Paging.safeParse(c.req.query());
  if (!query.success) return problem(c, 422, "Some fields were rejected", query.error);
  const { cursor, limit } = query.data;
  const after = cursor === undefined ? 0 : Number.parseInt(cursor, 36); // opaque to clients
  if (Number.isNaN(after)) return problem(c, 400, "The cursor is not one of ours");
  const found = orders.filter((order) => order.id > after).slice(0, limit + 1); // one more tells has_more
  const data = found.slice(0, limit);
  const has_more = found.length > limit;
  return c.json({ data, pagination: { next_cursor: has_more ? data.at(-1)!.id.toString(36) : null, has_more } });
});

app.post("/api/v1/orders", async (c) => {
  const body = await c.req.json().catch(() => undefined);
  if (body === undefined) return problem(c, 400, "The body is not JSON");
  const input = NewOrder.safeParse(body);
  if (!input.success) return problem(c, 422, "Some fields were rejected", input.error);
  const order = { id: orders.length + 1, ...input.data };
  orders.push(order);
  return c.json(order, 201);
});

app.get("/health/live", (c) => c.json({ status: "ok" }));

serve({ fetch: app.fetch, port: 8000, hostname: "127.0.0.1" });
console.log("http://127.0.0.1:8000/api/v1/orders");
