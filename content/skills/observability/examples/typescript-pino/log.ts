// Shows: pino with the ids of the active span in every entry, and secrets removed.
// Run: npm install pino @opentelemetry/api
import { trace } from "@opentelemetry/api";
import pino from "pino";

export const log = pino({
  redact: ["password", "token", "*.password", "*.token"],
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin() {
    const context = trace.getActiveSpan()?.spanContext();
    return context ? { trace_id: context.traceId, span_id: context.spanId } : {};
  },
});

log.info({ order_id: 42, token: "never shown" }, "order.placed");
