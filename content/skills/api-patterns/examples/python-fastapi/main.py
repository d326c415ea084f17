# Shows: one resource the way this skill advises: a version in the path, cursor pages, 422 with
# problem details (RFC 7807), a streamed answer (SSE), health routes, OpenAPI at /docs.
# After: S1:155, S4:498-512, S4:460, S0:237-242, S1:587-600.
# Run: uv run --with fastapi --with "uvicorn[standard]" uvicorn main:app --port 8000 --reload
import base64
import json
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

app = FastAPI(title="Shop", version="1")
orders: list[dict] = []  # stands for the database


class NewOrder(BaseModel):
    sku: str = Field(min_length=1)
    count: int = Field(gt=0, le=1000)


class Order(NewOrder):
    id: int


class Paging(BaseModel):
    next_cursor: str | None
    has_more: bool


class OrderPage(BaseModel):
    data: list[Order]
    pagination: Paging


def problem(status: int, title: str, **more) -> JSONResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


@app.exception_handler(RequestValidationError)
async def rejected(_: Request, error: RequestValidationError) -> JSONResponse:
    # place and reason only: never echo the input back
    fields = [{"field": ".".join(map(str, e["loc"][1:])), "reason": e["msg"]} for e in error.errors()]
    return problem(422, "Some fields were rejected", errors=fields)


def encode(order_id: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({"id": order_id}).encode()).decode().rstrip("=")


def decode(cursor: str) -> int:
    return int(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))["id"])


@app.get("/api/v1/orders", response_model=OrderPage)
async def list_orders(cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 20):
    try:
        after = decode(cursor) if cursor else 0
    except (ValueError, KeyError, TypeError):
        return problem(400, "The cursor is not one of ours")
    found = [order for order in orders if order["id"] > after][: limit + 1]  # one more tells has_more
    page, more = found[:limit], len(found) > limit
    return {"data": page, "pagination": {"next_cursor": encode(page[-1]["id"]) if more else None, "has_more": more}}


@app.post("/api/v1/orders", status_code=201, response_model=Order)
async def create_order(new: NewOrder):
    order = {"id": len(orders) + 1, **new.model_dump()}
    orders.append(order)
    return order


@app.get("/api/v1/answer")
async def answer(question: str) -> StreamingResponse:
    async def events():
        for word in f"You asked: {question}".split():  # stands for the chunks of a language model
            yield f"data: {json.dumps({'content': word})}\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


@app.get("/health/live")
async def live() -> dict:
    return {"status": "ok"}  # the process answers; no database here


@app.get("/health/ready", response_model=None)
async def ready() -> dict | JSONResponse:
    database_answers = True  # run SELECT 1 here
    return {"status": "ok"} if database_answers else problem(503, "The database does not answer")
