"""Words and logistic regression: signalen.py signalen|tfidf train|read|time <folder>.

`signalen` keeps the settings that Signalen trains with: L1, liblinear, single words, no idf; its Dutch stems and stop
words are left out. `tfidf` is the same with idf and L2, which suits short texts better.
"""

import json
import pickle
import sys
import time
from pathlib import Path

BEGAN = time.perf_counter()

from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.pipeline import Pipeline  # noqa: E402

SETTINGS, MODE, FOLDER = sys.argv[1], sys.argv[2], Path(sys.argv[3])
WARM_UP_TEXTS, WARM_UP_SECONDS, LONGEST_ROUND = 2000, 3, 5


def texts(name):
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def result(**values):
    (FOLDER / "result.json").write_text(json.dumps(values))


def learn(name, rows, labels):
    theirs = SETTINGS == "signalen"
    model = Pipeline([
        ("vect", CountVectorizer()),
        ("tfidf", TfidfTransformer(norm="l2", use_idf=not theirs)),
        ("clf", LogisticRegression(penalty="l1" if theirs else "l2", solver="liblinear", max_iter=300)),
    ])
    model.fit([row["text"] for row in rows], labels)
    (FOLDER / f"model-{name}.pickle").write_bytes(pickle.dumps(model))


def train():
    rows = texts("train")
    learn("kind", rows, [row["report"] for row in rows])
    reports = [row for row in rows if row["report"]]
    learn("category", reports, [row["category"] for row in reports])


def read(kind, category, text):
    report = bool(kind.predict([text])[0])
    return {"report": report, "category": str(category.predict([text])[0]) if report else None}


def run_through(kind, category, rows, longest):
    began, used = time.perf_counter(), time.process_time()
    done = 0
    for row in rows:
        read(kind, category, row["text"])
        done += 1
        if time.perf_counter() - began > longest:
            break
    return done, time.process_time() - used


def resident_mib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024


if MODE == "train":
    train()
    result(trainSeconds=time.perf_counter() - BEGAN)
else:
    models = [pickle.loads((FOLDER / f"model-{name}.pickle").read_bytes()) for name in ("kind", "category")]
    load_ms = 1000 * (time.perf_counter() - BEGAN)
    if MODE == "read":
        test = texts("test")
        said = [read(*models, row["text"]) for row in test]
        rss = resident_mib()
        for row, one in zip(test, said):
            if row["report"]:
                one["category"] = str(models[1].predict([row["text"]])[0])
        result(loadMs=load_ms, rssMiB=rss, said=said)
    else:
        run_through(*models, texts("warm")[:WARM_UP_TEXTS], WARM_UP_SECONDS)
        done, seconds = run_through(*models, texts("round"), LONGEST_ROUND)
        result(loadMs=load_ms, perSecond=done / seconds, read=done)
