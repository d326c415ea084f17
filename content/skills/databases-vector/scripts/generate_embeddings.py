#!/usr/bin/env python3
"""Shows: text files to chunks with embeddings, one JSON object a line: source, chunk, text, embedding.

Run: python3 generate_embeddings.py docs/*.md > vectors.jsonl
     EMBEDDINGS_KEY=... python3 generate_embeddings.py --url https://api.openai.com/v1/embeddings \\
         --model text-embedding-3-small docs/*.md > vectors.jsonl
Standard library only. Without --url it hashes words: enough to try a pipeline, no semantics. With
--url it sends batches to an endpoint of OpenAI's form; many self-hosted servers speak it too. The
text of every chunk is kept, since another model needs it again. Size and overlap: S0:175, counted
in words here, not in tokens.
"""
import argparse
import json
import math
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
import zlib


def chunks(text, size, overlap):
    words = text.split()
    for start in range(0, max(len(words) - overlap, 1), size - overlap):
        if part := " ".join(words[start : start + size]):
            yield part


def hashed(text, dimensions=384):
    vector = [0.0] * dimensions
    for word in text.lower().split():
        code = zlib.crc32(word.encode())
        vector[code % dimensions] += 1.0 if code & 0x80000000 else -1.0
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [round(x / norm, 6) for x in vector]


def remote(texts, url, model, attempts=4):
    body = json.dumps({"model": model, "input": texts}).encode()
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get("EMBEDDINGS_KEY"):  # never on the command line, never in code
        headers["Authorization"] = f"Bearer {key}"
    for attempt in range(attempts):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as answer:
                data = json.load(answer)["data"]
            return [row["embedding"] for row in sorted(data, key=lambda row: row["index"])]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 500, 502, 503) or attempt == attempts - 1:
                sys.exit(f"{url} answered {error.code}: {error.read()[:200]!r}")
            time.sleep(2**attempt)
        except urllib.error.URLError as error:
            sys.exit(f"cannot reach {url}: {error.reason}")


def main():
    parser = argparse.ArgumentParser(description="Chunk and embed text files.")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=350, help="words in a chunk")
    parser.add_argument("--overlap", type=int, default=50, help="words shared with the next chunk")
    parser.add_argument("--url", help="endpoint for embeddings")
    parser.add_argument("--model", default="text-embedding-3-small")
    parser.add_argument("--batch", type=int, default=64)
    args = parser.parse_args()
    if not 0 <= args.overlap < args.size:
        parser.error("--overlap must be smaller than --size")
    try:
        rows = [
            (str(path), number, text)
            for path in args.files
            for number, text in enumerate(chunks(path.read_text(encoding="utf-8"), args.size, args.overlap))
        ]
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"cannot read: {error}")
    for start in range(0, len(rows), args.batch):
        part = rows[start : start + args.batch]
        texts = [text for _, _, text in part]
        vectors = remote(texts, args.url, args.model) if args.url else [hashed(text) for text in texts]
        for (source, number, text), vector in zip(part, vectors):
            print(json.dumps({"source": source, "chunk": number, "text": text, "embedding": vector}))


if __name__ == "__main__":
    main()
