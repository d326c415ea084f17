# Shows: traces of a FastAPI service by OTLP, structured logs with the ids of the trace.
# Run: pip install fastapi uvicorn structlog opentelemetry-sdk opentelemetry-exporter-otlp \
#        opentelemetry-instrumentation-fastapi && OTEL_SERVICE_NAME=orders uvicorn main:app
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc import trace_exporter
from opentelemetry.instrumentation import fastapi as otel_fastapi
from opentelemetry.sdk.trace import TracerProvider, export

provider = TracerProvider()
provider.add_span_processor(export.BatchSpanProcessor(trace_exporter.OTLPSpanExporter()))
trace.set_tracer_provider(provider)


def add_ids(_, __, entry):
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        entry["trace_id"] = format(context.trace_id, "032x")
        entry["span_id"] = format(context.span_id, "016x")
    return entry


structlog.configure(processors=[
    add_ids,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.JSONRenderer(),
])
log = structlog.get_logger()


@asynccontextmanager
async def lifespan(_: FastAPI):
    yield
    provider.shutdown()  # sends the last spans


app = FastAPI(lifespan=lifespan)
otel_fastapi.FastAPIInstrumentor.instrument_app(app)


@app.post("/orders/{order_id}")
async def place(order_id: str):
    with trace.get_tracer(__name__).start_as_current_span("reserve-stock"):
        log.info("order.placed", order_id=order_id)
    return {"id": order_id}
