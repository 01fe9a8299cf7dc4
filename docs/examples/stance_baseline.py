"""Train and test a first classifier of stance on an export with its split.

    annotator export PROJECT --format csv --card --split 70,15,15 --seed 1 --out stance-data
    python stance_baseline.py stance-data

It needs scikit-learn. The classifier sees the words of what was said, nothing else.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.pipeline import make_pipeline

LABEL = "stance"


def read(path: Path) -> tuple[list[str], list[str]]:
    """Return the quotes of a part and their labels; those without a label are left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[LABEL]]
    # One apostrophe protects cells from being run as formulas: it is not part of the words.
    return [row["content"].removeprefix("'") for row in rows], [row[LABEL] for row in rows]


def macro_f1(labels: Iterable[str], found: Iterable[str]) -> float:
    """Return the mean of the labels' F1, so that rare ones count as much as frequent ones."""
    return float(f1_score(list(labels), list(found), average="macro", zero_division=0))


def main(folder: Path) -> dict[str, float]:
    """Train on ``train``, choose on ``dev``, report on ``test``; return the figures of ``test``."""
    quotes, labels = read(folder / "train.csv")
    dev_quotes, dev_labels = read(folder / "dev.csv")
    test_quotes, test_labels = read(folder / "test.csv")

    best, best_score = None, -1.0
    for strength in (0.3, 1.0, 3.0, 10.0):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            LogisticRegression(C=strength, class_weight="balanced", max_iter=2000),
        )
        model.fit(quotes, labels)
        score = macro_f1(dev_labels, model.predict(dev_quotes))
        print(f"C = {strength:>4}: macro F1 on dev {score:.2f}")
        if score > best_score:
            best, best_score = model, score
    assert best is not None

    most_frequent = DummyClassifier(strategy="most_frequent").fit(quotes, labels)
    found = best.predict(test_quotes)
    figures = {
        "baseline": macro_f1(test_labels, found),
        "most frequent": macro_f1(test_labels, most_frequent.predict(test_quotes)),
    }
    print(classification_report(test_labels, found, zero_division=0))
    for name, value in figures.items():
        print(f"macro F1 on test, {name}: {value:.2f}")
    return figures


if __name__ == "__main__":
    main(Path(sys.argv[1]))
