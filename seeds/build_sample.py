"""Build the sample project ``seeds/sample.jsonl`` from its human-editable sources.

Run ``python seeds/build_sample.py`` after editing a source, or with ``--check`` to learn whether
the file is up to date (exit status 1 if not).
"""

import argparse
import hashlib
import json
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).resolve().parent
sys.path.insert(0, str(SEEDS.parent))

from annotator.domain.text.quotations import quotation_type  # noqa: E402
from annotator.domain.text.spans import Span  # noqa: E402

CODEBOOK = SEEDS.parent / "resources" / "codebooks" / "taliban-cooperation.yaml"
OUTPUT = SEEDS / "sample.jsonl"

FORMAT = "stance-annotator/1"
NAMESPACE = uuid.UUID("b3a9d0a2-6f0c-5d0e-9a53-0d1c6f2a7e11")
ROUND = "Main"
PEOPLE = {
    "Mira Sorel": ["annotator"],
    "Jonas Reit": ["annotator"],
    "Edda Voss": ["adjudicator", "manager"],
}
ANNOTATORS = {
    "Mira Sorel": ("mira_sorel", datetime(2025, 3, 24, 9, 5, tzinfo=UTC)),
    "Jonas Reit": ("jonas_reit", datetime(2025, 3, 25, 13, 20, tzinfo=UTC)),
}
ROLES = ("content", "source", "cue", "condition")
ZONE_KINDS = ("boilerplate", "caption", "paywall")
STATES = ("done", "cannot_code")
WORD = re.compile(r"\w")
UNNAMED = ("unnamed person", "unspecified")

Record = dict[str, Any]


class SeedError(Exception):
    """A source of the sample breaks a rule; the message says where."""


@dataclass(frozen=True, slots=True)
class SeedArticle:
    """One article file: its name, its front block and its text."""

    slug: str
    front: Mapping[str, Any]
    text: str

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text's UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """Return the article's identifier, which is derived from the text."""
        return str(uuid.uuid5(NAMESPACE, self.digest))


def sample_id(kind: str, key: str) -> str:
    """Return the lasting identifier of anything in the sample that is not an article."""
    return str(uuid.uuid5(NAMESPACE, f"sample/{kind}/{key}"))


def require(condition: object, *where: object) -> None:
    """Raise a `SeedError` that says where, unless the condition holds."""
    if not condition:
        raise SeedError(": ".join(str(part) for part in where))


def load_yaml(path: Path) -> Any:
    """Read one YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_article(path: Path) -> SeedArticle:
    """Read a front block between ``---`` lines and the text, less the file's last newline."""
    raw = path.read_bytes().decode("utf-8")
    opening, front, text = re.split(r"^---\n", raw, maxsplit=2, flags=re.MULTILINE)
    require(not opening and text.endswith("\n"), path.name, "no front block or no last newline")
    text = text.removesuffix("\n")
    odd = [c for c in text if (ord(c) < 32 and c not in "\n\t") or c == "\ufeff"]
    require(not odd, path.name, f"characters that an import would change: {odd}")
    return SeedArticle(path.stem, yaml.safe_load(front), text)


def read_articles(folder: Path = SEEDS / "articles") -> list[SeedArticle]:
    """Read all articles in the order of their file names."""
    return [read_article(path) for path in sorted(folder.glob("*.txt"))]


def locate(text: str, wanted: str | Mapping[str, Any], where: str) -> Record:
    """Return the span of a quote: whole words, in which a space matches any white space.

    A quote that occurs more than once must say which one it is: ``{quote: …, occurrence: 2}``.
    """
    entry = {"quote": wanted} if isinstance(wanted, str) else dict(wanted)
    words = entry["quote"].split()
    require(words, where, "empty quote")
    pattern = r"\s+".join(re.escape(word) for word in words)
    pattern = (r"(?<!\w)" if WORD.match(words[0]) else "") + pattern
    pattern += r"(?!\w)" if WORD.match(words[-1][-1]) else ""
    found = [m.span() for m in re.finditer(f"(?={pattern})", text)]
    require(found, where, f"not in the text: {entry['quote']!r}")
    if "occurrence" not in entry:
        require(len(found) == 1, where, f"ambiguous, {len(found)} times: {entry['quote']!r}")
    number = entry.get("occurrence", 1)
    require(1 <= number <= len(found), where, f"no occurrence {number}: {entry['quote']!r}")
    start = found[number - 1][0]
    match = re.compile(pattern).match(text, start)
    assert match is not None  # the look-ahead has just found it here
    end = match.end()
    quote = text[start:end]
    require(quote.split() == words, where, f"quote differs: {quote!r}")
    require(quote == quote.strip(), where, f"white space at an end: {quote!r}")
    return {"start": start, "end": end, "quote": quote}


def locate_all(text: str, wanted: list[Any], where: str) -> list[Record]:
    """Return the spans of one role in the order of the text; they must not overlap."""
    spans = sorted((locate(text, one, where) for one in wanted), key=lambda s: s["start"])
    for left, right in pairwise(spans):
        require(left["end"] <= right["start"], where, f"fragments overlap: {right['quote']!r}")
    return spans


def check_values(values: Mapping[str, Any], codebook: Record, scope: str, where: str) -> None:
    """Require known attributes of this scope, known values, and every required one."""
    attributes = {a["key"]: a for a in codebook["attributes"] if a["scope"] == scope}
    for key, value in values.items():
        require(key in attributes, where, f"no attribute {key!r} of scope {scope}")
        if attributes[key]["kind"] == "boolean":
            require(isinstance(value, bool), where, f"{key}: neither true nor false")
        else:
            known = [v["key"] for v in attributes[key]["values"]]
            require(value in known, where, f"{key}: unknown value {value!r}")
    missing = [k for k, a in attributes.items() if a.get("required") and k not in values]
    require(not missing, where, f"without {', '.join(missing)}")


def instant(moment: datetime) -> str:
    """Write an instant as ISO 8601 with Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Builder:
    """Turns the sources into the lines of the interchange file."""

    def __init__(self) -> None:
        self.codebook: Record = load_yaml(CODEBOOK)
        self.reference = f"{self.codebook['key']}@{self.codebook['version']}"
        self.articles = read_articles()
        self.by_slug = {article.slug: article for article in self.articles}
        self.speakers: dict[str, Record] = load_yaml(SEEDS / "speakers.yaml")
        self.annotations: dict[str, dict[str, Record]] = {
            name: load_yaml(SEEDS / "annotations" / f"{stem}.yaml")
            for name, (stem, _) in ANNOTATORS.items()
        }
        for name, coded in self.annotations.items():
            require(set(coded) == set(self.by_slug), name, "does not code exactly the articles")

    def lines(self) -> Iterator[Record]:
        """Yield the project line and one line per article."""
        yield self.project()
        for number, article in enumerate(self.articles):
            yield self.article_line(number, article)

    def project(self) -> Record:
        """Return the first line: codebook, people, speakers, rounds."""
        return {
            "format": FORMAT,
            "project": {
                "name": "Border Talks (sample)",
                "codebooks": [self.codebook],
                "people": [
                    {"id": sample_id("person", name), "name": name, "roles": roles}
                    for name, roles in PEOPLE.items()
                ],
                "speakers": [self.registry_entry(key) for key in self.speakers],
                "rounds": [
                    {
                        "id": sample_id("round", ROUND),
                        "name": ROUND,
                        "purpose": "main",
                        "codebook": self.reference,
                    }
                ],
            },
        }

    def speaker(self, key: str) -> Record:
        """Return a speaker as an attribution shows it."""
        entry = self.speakers[key]
        fields = ("name", "aliases", "kind", "role", "affiliation", "country")
        return {"id": sample_id("speaker", key), **{f: entry[f] for f in fields}}

    def registry_entry(self, key: str) -> Record:
        """Return a speaker as the registry shows it, with its article and owner."""
        entry = self.speakers[key]
        slug, owner = entry.get("article"), entry.get("owner")
        unnamed = entry["kind"] in UNNAMED
        require(unnamed == bool(slug) == bool(owner), key, "unnamed ones have article and owner")
        require(slug is None or slug in self.by_slug, key, f"no article {slug!r}")
        require(owner is None or owner in ANNOTATORS, key, f"no annotator {owner!r}")
        article = self.by_slug[slug].id if slug else None
        return {**self.speaker(key), "article": article, "owner": owner}

    def article_line(self, number: int, article: SeedArticle) -> Record:
        """Return the line of one article with the work of both annotators."""
        sets: list[Record] = []
        attributions: list[Record] = []
        for name in ANNOTATORS:
            sets.append(self.annotation_set(name, article))
            attributions += self.attributions(name, number, article)
        order = {name: position for position, name in enumerate(ANNOTATORS)}
        attributions.sort(
            key=lambda a: (a["content"][0]["start"], order[a["annotator"]], a["content"][0]["end"])
        )
        story = article.front["story"]
        return {
            "format": FORMAT,
            "article": {
                "id": article.id,
                "digest": article.digest,
                "text": article.text,
                "language": article.front["language"],
                "story": sample_id("story", story) if story else None,
                "appearances": [self.appearance(a) for a in article.front["appearances"]],
                "zones": self.zones(article),
            },
            "sets": sets,
            "attributions": attributions,
            "decisions": [],
        }

    @staticmethod
    def appearance(entry: Mapping[str, Any]) -> Record:
        """Return one appearance with all its keys; the day as text."""
        day = entry["published_on"]
        return {
            "title": entry["title"],
            "outlet": entry["outlet"],
            "byline": entry.get("byline"),
            "published_on": day.isoformat(),
            "url": entry.get("url"),
            "source_file": entry.get("source_file"),
        }

    @staticmethod
    def zones(article: SeedArticle) -> list[Record]:
        """Return the parts that are not article text, in the order of the text."""
        zones = []
        for entry in article.front["zones"]:
            require(entry["kind"] in ZONE_KINDS, article.slug, f"zone kind {entry['kind']!r}")
            wanted = {"quote": entry["text"]}
            if "occurrence" in entry:
                wanted["occurrence"] = entry["occurrence"]
            span = locate(article.text, wanted, f"{article.slug}, zone")
            zones.append({"start": span["start"], "end": span["end"], "kind": entry["kind"]})
        return sorted(zones, key=lambda z: z["start"])

    def annotation_set(self, name: str, article: SeedArticle) -> Record:
        """Return what one annotator said of the article as a whole."""
        coded = self.annotations[name][article.slug]
        where = f"{name}, {article.slug}"
        state, reason = coded["state"], coded.get("reason")
        reasons = [entry["key"] for entry in self.codebook["cannot_code"]]
        require(state in STATES, where, f"state {state!r}")
        require((reason in reasons) if state == "cannot_code" else not reason, where, "reason")
        require(state == "done" or not coded["attributions"], where, "cannot code, yet coded")
        values = coded.get("values") or {}
        check_values(values, self.codebook, "article", where)
        return {
            "annotator": name,
            "round": ROUND,
            "state": state,
            "reason": reason,
            "values": values,
        }

    def attributions(self, name: str, number: int, article: SeedArticle) -> list[Record]:
        """Return one annotator's attributions of one article."""
        stem, begin = ANNOTATORS[name]
        begin += timedelta(days=number // 3, minutes=53 * (number % 3))
        coded = self.annotations[name][article.slug]["attributions"]
        ids = {
            a["ref"]: sample_id("attribution", f"{stem}/{article.slug}/{a['ref']}") for a in coded
        }
        require(len(ids) == len(coded), name, article.slug, "a ref is used twice")
        result = []
        for position, entry in enumerate(coded):
            where = f"{name}, {article.slug}, {entry['ref']}"
            extra = set(entry) - {
                "ref",
                *ROLES,
                "speaker",
                "reported_by",
                "values",
                "note",
                "flagged",
            }
            require(not extra, where, f"unknown keys {extra}")
            spans = {
                role: locate_all(article.text, entry.get(role) or [], f"{where}, {role}")
                for role in ROLES
            }
            require(spans["content"], where, "no content")
            check_values(entry["values"], self.codebook, "attribution", where)
            self.check_speaker(entry["speaker"], name, article, where)
            outer = entry.get("reported_by")
            require(outer is None or outer in ids, where, f"no attribution {outer!r}")
            require(outer != entry["ref"], where, "reported by itself")
            created = begin + timedelta(seconds=97 * position)
            updated = created + timedelta(seconds=31 + 7 * (position % 4))
            result.append(
                {
                    "id": ids[entry["ref"]],
                    "annotator": name,
                    "layer": "annotator",
                    "round": ROUND,
                    **spans,
                    "speaker": self.speaker(entry["speaker"]),
                    "reported_by": ids[outer] if outer else None,
                    "values": entry["values"],
                    "derived": derived(article.text, entry["values"], spans["content"]),
                    "codebook": self.reference,
                    "note": entry.get("note") or "",
                    "flagged": bool(entry.get("flagged")),
                    "origin": "manual",
                    "created_at": instant(created),
                    "updated_at": instant(updated),
                }
            )
        return result

    def check_speaker(self, key: str, name: str, article: SeedArticle, where: str) -> None:
        """Require a known speaker that this annotator may use in this article."""
        require(key in self.speakers, where, f"no speaker {key!r}")
        entry = self.speakers[key]
        require(entry.get("owner") in (None, name), where, f"{key} is another annotator's")
        require(entry.get("article") in (None, article.slug), where, f"{key}: another article's")


def derived(text: str, values: Mapping[str, Any], content: list[Record]) -> list[str]:
    """Return the attributes whose value is what the program reads from the quotation marks."""
    spans = [Span(one["start"], one["end"]) for one in content]
    return ["type"] if values.get("type") == quotation_type(text, spans) else []


def build() -> str:
    """Return the whole interchange file."""
    rows = [
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        for line in Builder().lines()
    ]
    for row in rows[1:]:
        line = json.loads(row)
        text = line["article"]["text"]
        for attribution in line["attributions"]:
            for role in ROLES:
                for span in attribution[role]:
                    require(text[span["start"] : span["end"]] == span["quote"], span)
    return "".join(rows)


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only tell whether it is up to date")
    arguments = parser.parse_args()
    try:
        content = build().encode()
    except SeedError as error:
        print(error, file=sys.stderr)
        return 1
    if not arguments.check:
        OUTPUT.write_bytes(content)
    elif not OUTPUT.exists() or OUTPUT.read_bytes() != content:
        print("sample.jsonl is not up to date: run seeds/build_sample.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
