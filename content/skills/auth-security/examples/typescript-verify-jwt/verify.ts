// Shows: a Hono middleware that verifies an access token with jose: one algorithm, one issuer, one audience.
// Run: npm install hono jose
import { createMiddleware } from "hono/factory";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";

const ISSUER = "https://auth.example.com/";
const AUDIENCE = "orders-api";

// Fetched once, cached, and fetched again when a key id is unknown.
const keys = createRemoteJWKSet(new URL(".well-known/jwks.json", ISSUER));

type Env = { Variables: { subject: string; scopes: Set<string> } };

export const authenticated = createMiddleware<Env>(async (c, next) => {
  const [scheme, token] = (c.req.header("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !token) return c.json({ title: "Unauthorized" }, 401);

  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["EdDSA"], // fixed here, whatever the token's header says
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["sub", "exp"],
    });
    c.set("subject", payload.sub!);
    c.set("scopes", new Set(String(payload.scope ?? "").split(" ")));
  } catch (error) {
    if (error instanceof errors.JOSEError) return c.json({ title: "Unauthorized" }, 401);
    throw error;
  }
  await next();
});

export const scope = (needed: string) =>
  createMiddleware<Env>(async (c, next) => {
    if (!c.get("scopes").has(needed)) return c.json({ title: "Forbidden" }, 403);
    await next();
  });
