"""Speed and memory of reading, stage by stage, on one core.

usage: python bench/reading.py FILE.jsonl [--limit N]

FILE holds rows with "text"; without one, the sample reports of the demo are repeated. Prints a table of words a second
for each stage and for the whole, the time to the first document, and the process's peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path

_STARTED = time.perf_counter()


def main() -> int:
    """Reads the texts once to warm up, then measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="documents")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    from rashomon.annotate.encoder import Encoder
    from rashomon.annotate.pipeline import Pipeline
    from rashomon.config import settings
    from rashomon.model import Annotated, Document, sha256
    from rashomon.run.statuses import settled

    texts = [json.loads(line)["text"] for line in options.file.open(encoding="utf8")][: options.limit]
    documents = [Document(id=str(i), text=text, sha256=sha256(text.encode())) for i, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)
    pipeline = Pipeline.load(settings())
    settled(pipeline.annotate(documents[:1])[0])
    print(f"first document after {time.perf_counter() - _STARTED:.2f} s")

    spent: defaultdict[str, float] = defaultdict(float)
    started = time.perf_counter()
    marks = Encoder.load(threads=1).mark(texts)
    spent["encoder"] = time.perf_counter() - started
    for document, found in zip(documents, marks, strict=True):
        annotated = Annotated(document=document, marks=found)
        for step in pipeline.rules:
            started = time.perf_counter()
            annotated = step.run(annotated)
            spent[step.name] += time.perf_counter() - started
        started = time.perf_counter()
        settled(annotated)
        spent["assess"] += time.perf_counter() - started
    total = sum(spent.values())
    print(f"{len(texts)} documents, {words} words\n\n| stage | words/s | share |\n|---|---|---|")
    for name, seconds in spent.items():
        print(f"| {name} | {words / max(seconds, 1e-9):,.0f} | {seconds / total:.0%} |")
    print(f"| whole | {words / total:,.0f} | 100% |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(f"\npeak memory {peak:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
