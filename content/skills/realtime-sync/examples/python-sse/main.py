# Shows: a server-sent stream with FastAPI and sse-starlette, resumable by Last-Event-ID.
# Run: pip install fastapi sse-starlette uvicorn && uvicorn main:app
import asyncio
import json

from fastapi import FastAPI, Header, Request
from sse_starlette.sse import EventSourceResponse

app = FastAPI()


async def readings(request: Request, start: int):
    n = start
    while not await request.is_disconnected():
        n += 1
        yield {"id": str(n), "event": "reading", "data": json.dumps({"n": n})}
        await asyncio.sleep(1)


@app.get("/live")
async def live(request: Request, last_event_id: str | None = Header(default=None)):
    start = int(last_event_id) if last_event_id and last_event_id.isdigit() else 0
    return EventSourceResponse(readings(request, start), ping=15)
