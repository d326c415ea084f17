# Shows: one chart request: range and bucket in, rollup from TimescaleDB, LTTB, JSON out.
# Run: uv add fastapi "uvicorn[standard]" asyncpg; DATABASE_URL=postgresql://... uvicorn app:app
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Annotated

import asyncpg
from fastapi import FastAPI, HTTPException, Query, Request

Point = tuple[float, float]

# The rollup holds sums and counts, so a mean over any wider bucket stays exact.
SERIES = """
    SELECT time_bucket($4, minute) AS bucket, sum(total) / sum(samples) AS mean
      FROM sample_minute
     WHERE metric = $1 AND minute >= $2 AND minute < $3
     GROUP BY bucket
     ORDER BY bucket
"""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], max_size=10) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


def lttb(points: list[Point], keep: int) -> list[Point]:
    """Keeps the points that matter to the eye (largest triangle three buckets)."""
    total = len(points)
    if keep >= total or keep < 3:
        return list(points)
    width = (total - 2) / (keep - 2)
    chosen = [points[0]]
    for bucket in range(keep - 2):
        start, end = int(bucket * width) + 1, int((bucket + 1) * width) + 1
        following = points[end : int((bucket + 2) * width) + 1] or [points[-1]]
        mean_x = sum(x for x, _ in following) / len(following)
        mean_y = sum(y for _, y in following) / len(following)
        ax, ay = chosen[-1]

        def area(p: Point) -> float:
            return abs((ax - mean_x) * (p[1] - ay) - (ax - p[0]) * (mean_y - ay))

        chosen.append(max(points[start:end], key=area))
    chosen.append(points[-1])
    return chosen


@app.get("/api/v1/metrics/{metric}")
async def series(
    request: Request,
    metric: str,
    since: datetime,
    until: datetime,
    bucket_seconds: Annotated[int, Query(ge=60, le=86_400)] = 60,
    points: Annotated[int, Query(ge=3, le=5_000)] = 1_000,
) -> dict[str, object]:
    if since.tzinfo is None or until.tzinfo is None:
        raise HTTPException(422, "since and until need a time zone")
    if until <= since:
        raise HTTPException(422, "until must come after since")
    bucket = timedelta(seconds=bucket_seconds)
    rows = await request.app.state.pool.fetch(SERIES, metric, since, until, bucket)
    found = [(row["bucket"].timestamp(), row["mean"]) for row in rows]
    return {"metric": metric, "found": len(found), "points": lttb(found, points)}
