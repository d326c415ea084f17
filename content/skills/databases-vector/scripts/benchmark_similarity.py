#!/usr/bin/env python3
"""Shows: what shorter vectors cost and gain on your own data: recall@k and time per query.

Run: python3 benchmark_similarity.py vectors.jsonl            # from generate_embeddings.py
     python3 benchmark_similarity.py --random 2000x384        # made-up vectors, to see the form
Standard library only. Exact cosine search over the full vectors is the truth; each shorter length is
the same search over the first part of each vector. Cutting is sound only for models trained for it;
for others compare two models instead. A source says to benchmark dimensions with your own data,
because the speedup depends on the index (S1:105); this measures without an index.
"""
import argparse
import heapq
import json
import math
import random
import statistics
import sys
import time


def unit(vector):
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / norm for x in vector]


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["embedding"] for line in lines if line.strip()]


def made_up(shape):
    """Clusters, so that neighbours mean something; the first numbers carry the most."""
    count, dimensions = (int(part) for part in shape.split("x"))
    dice = random.Random(7)
    scale = [1 / (1 + 8 * i / dimensions) for i in range(dimensions)]
    centres = [[dice.gauss(0, s) for s in scale] for _ in range(20)]
    return [[x + dice.gauss(0, s / 2) for x, s in zip(dice.choice(centres), scale)] for _ in range(count)]


def search(query, vectors, k):
    scores = ((sum(map(float.__mul__, query, vector)), i) for i, vector in enumerate(vectors))
    return {i for _, i in heapq.nlargest(k, scores)}


def main():
    parser = argparse.ArgumentParser(description="Measure recall and time for shorter vectors.")
    parser.add_argument("file", nargs="?", help="JSON lines with an embedding each")
    parser.add_argument("--random", metavar="COUNTxDIMENSIONS")
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("-k", type=int, default=10)
    args = parser.parse_args()
    if bool(args.file) == bool(args.random):
        parser.error("give a file or --random")
    try:
        vectors = made_up(args.random) if args.random else load(args.file)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"cannot read vectors: {error}")
    if len({len(vector) for vector in vectors}) != 1 or len(vectors) <= args.k:
        sys.exit(f"need more than {args.k} vectors, all of one length")
    vectors = [[float(x) for x in vector] for vector in vectors]
    full = len(vectors[0])
    queries = random.Random(1).sample(range(len(vectors)), min(args.queries, len(vectors)))
    truth = {}
    print(f"{len(vectors)} vectors, {len(queries)} queries, k = {args.k}")
    print("dimensions  recall  median ms  slowest ms")
    for length in (full, full // 2, full // 4, full // 8):
        if length < 1:
            break
        part = [unit(vector[:length]) for vector in vectors]
        times, hits = [], 0
        for query in queries:
            start = time.perf_counter()
            found = search(part[query], part, args.k)
            times.append((time.perf_counter() - start) * 1000)
            hits += len(found & truth.setdefault(query, found))
        recall = hits / (args.k * len(queries))
        print(f"{length:10}  {recall:6.3f}  {statistics.median(times):9.2f}  {max(times):10.2f}")


if __name__ == "__main__":
    main()
