# Shows: semantic search in PostgreSQL with pgvector: column, HNSW index, filter on JSONB, nearest first.
# Parameters of the index and the meaning of <=> are those of S1:343-357.
# Run: a PostgreSQL with the extension, then
#   DATABASE_URL=postgres://localhost/shop uv run --with "psycopg[binary]" search.py
# embed() is a stand-in that knows shared letter groups only; put a model in its place.
import json
import math
import os
import zlib

import psycopg

DIMENSIONS = 256  # must equal the model's: 1536 for text-embedding-3-small (S1:339)
ARTICLES = [
    ("Refunds reach your card after five working days", {"product": "billing"}),
    ("Invoices are sent as PDF on the first of the month", {"product": "billing"}),
    ("Reset the password from the sign-in page", {"product": "account"}),
]
SCHEMA = f"""
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS article (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body text NOT NULL UNIQUE, attributes jsonb NOT NULL, vec vector({DIMENSIONS}) NOT NULL);
CREATE INDEX IF NOT EXISTS article_vec ON article
    USING hnsw (vec vector_cosine_ops) WITH (ef_construction = 64, m = 16);
CREATE INDEX IF NOT EXISTS article_attributes ON article USING gin (attributes);
"""


def embed(text):
    vector, padded = [0.0] * DIMENSIONS, f"  {text.lower()}  "
    for i in range(len(padded) - 2):
        vector[zlib.crc32(padded[i : i + 3].encode()) % DIMENSIONS] += 1.0
    norm = math.sqrt(sum(x * x for x in vector))
    return json.dumps([x / norm for x in vector])  # the text form of a vector: [0.1, 0.2, ...]


def main():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:  # commits at the end
        connection.execute(SCHEMA)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO article (body, attributes, vec) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [(body, json.dumps(attributes), embed(body)) for body, attributes in ARTICLES],
            )
        rows = connection.execute(
            """SELECT body, vec <=> %(query)s::vector AS distance
                 FROM article WHERE attributes @> %(filter)s::jsonb
                ORDER BY vec <=> %(query)s::vector LIMIT 10""",  # ascending: 0 is identical, 2 opposite
            {"query": embed("when is my card refunded"), "filter": json.dumps({"product": "billing"})},
        )
        for body, distance in rows:
            print(f"{distance:.3f}  {body}")


if __name__ == "__main__":
    main()
