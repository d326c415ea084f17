# Shows: retrieval before generation in one file: chunk with overlap, embed, store, search the
# top k, build the prompt. The steps are those of S4:338-348 and S4:900.
# Run: python3 rag.py "How long do I have to return a parcel?"     (standard library only)
# embed() is a stand-in that counts letter groups: replace it by your model (scripts/generate_embeddings.py
# calls one), Store by your engine, and send the printed prompt to your language model.
import math
import re
import sys
import zlib

DOCUMENTS = {
    "returns.md": "A parcel may be returned within 30 days. The label is printed from the order page. "
    "Opened software is excluded. The refund arrives within five working days.",
    "shipping.md": "Orders placed before noon leave the same day. Delivery takes two to four days. "
    "Islands take a week. A parcel can be tracked from the order page.",
}


def chunks(text, size=20, overlap=5):
    """Windows of words. With a tokenizer and real documents: 512 tokens, 50 to 100 overlap (S0:175)."""
    tokens = text.split()
    step = size - overlap
    for start in range(0, max(len(tokens) - overlap, 1), step):
        yield " ".join(tokens[start : start + size])


def embed(text, dimensions=1024):
    vector = [0.0] * dimensions
    for word in re.findall(r"[a-z0-9]{4,}", text.lower()):
        padded = f" {word} "
        for i in range(len(padded) - 2):
            vector[zlib.crc32(padded[i : i + 3].encode()) % dimensions] += 1.0
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / norm for x in vector]


class Store:
    def __init__(self):
        self.rows = []  # keep text and source beside the vector: a new model needs them again

    def add(self, source, text):
        self.rows.append((source, text, embed(text)))

    def search(self, question, top_k):
        query = embed(question)
        scored = [(sum(a * b for a, b in zip(query, v)), source, text) for source, text, v in self.rows]
        return sorted(scored, reverse=True)[:top_k]


def prompt(question, found):
    context = "\n".join(f"[{number}] ({source}) {text}" for number, (_, source, text) in enumerate(found, 1))
    return (
        "Answer from the context only and name the number you used. "
        f"If it is not there, say so.\n\nContext:\n{context}\n\nQuestion: {question}"
    )


def main():
    question = " ".join(sys.argv[1:]) or "How long do I have to return a parcel?"
    store = Store()
    for source, text in DOCUMENTS.items():
        for chunk in chunks(text):
            store.add(source, chunk)
    print(prompt(question, store.search(question, top_k=3)))


if __name__ == "__main__":
    main()
