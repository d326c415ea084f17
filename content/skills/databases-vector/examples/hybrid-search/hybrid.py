# Shows: hybrid search: BM25 finds exact words, vectors find similar ones, reciprocal rank fusion
# joins the two lists. The advice to combine them and to re-rank is S0:245.
# Run: python3 hybrid.py "E-4012 printer"     (standard library only)
# embed() is a stand-in for a model. Several engines have hybrid search built in: S0:28-35.
import math
import re
import sys
import zlib
from collections import Counter

DOCUMENTS = [
    "Error E-4012: the printer lost its network address, restart the router",
    "Printers print blank pages when the cartridge is sealed",
    "Error E-4013: the scanner lid is open",
    "Replace a cartridge in four steps",
]


def terms(text):
    return re.findall(r"[a-z0-9][a-z0-9-]*", text.lower())


def bm25(query, documents, k1=1.2, b=0.75):
    bags = [Counter(terms(document)) for document in documents]
    average = sum(bag.total() for bag in bags) / len(bags)
    scores = []
    for bag in bags:
        score = 0.0
        for term in set(terms(query)):
            holds = sum(term in other for other in bags)
            rarity = math.log(1 + (len(bags) - holds + 0.5) / (holds + 0.5))
            score += rarity * bag[term] * (k1 + 1) / (bag[term] + k1 * (1 - b + b * bag.total() / average))
        scores.append(score)
    return scores


def embed(text, dimensions=512):
    vector = [0.0] * dimensions
    for word in terms(text):
        padded = f" {word} "
        for i in range(len(padded) - 2):
            vector[zlib.crc32(padded[i : i + 3].encode()) % dimensions] += 1.0
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / norm for x in vector]


def cosine(query, documents):
    target = embed(query)
    return [sum(a * b for a, b in zip(target, embed(document))) for document in documents]


def fuse(*score_lists, k=60):
    """Ranks are joined, not scores: the two scales have nothing in common."""
    total = Counter()
    for scores in score_lists:
        order = sorted((i for i, score in enumerate(scores) if score > 0), key=lambda i: -scores[i])
        for rank, i in enumerate(order, 1):
            total[i] += 1 / (k + rank)
    return total.most_common()


def main():
    query = " ".join(sys.argv[1:]) or "E-4012 printer"
    lexical, semantic = bm25(query, DOCUMENTS), cosine(query, DOCUMENTS)
    for i, score in fuse(lexical, semantic):  # a re-ranking model would sort the first of these again
        print(f"{score:.4f}  bm25 {lexical[i]:5.2f}  cosine {semantic[i]:4.2f}  {DOCUMENTS[i]}")


if __name__ == "__main__":
    main()
