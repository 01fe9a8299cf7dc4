"""A project of any number of attributions for exporting, put straight into its tables."""

import random
import sqlite3
import uuid
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import orjson

from annotator.domain.identifiers import derived_id
from annotator.domain.people import Actor, Role
from annotator.services.codebooks import default_codebook
from annotator.services.managing.people import add_person, people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project, create_project

NAMES = ("Bela", "Cosma")
QUOTES = 10
"""Attributions of each annotator in each article."""
SPEAKERS = 500
_STANCES = ("supports", "ambivalent", "no_position", "opposes", "unclear")
_OBJECTS = ("recognition", "aid_and_economy", "talks_and_engagement")
_NOW = 1_742_807_100_000_000
_NO_HASH = bytes(32)
_AT_ONCE = 200
"""Articles that are written in one go."""

Rows = dict[str, list[tuple[object, ...]]]

COLUMNS = {
    "speaker": "id revision content_hash name match_key kind role affiliation country",
    "article": "id revision content_hash position digest length word_count title title_start"
    " title_end language imported_at filter_key",
    "article_text": "article_id text",
    "appearance": "id revision content_hash article_id ordinal title outlet published_on url",
    "annotation_set": "id revision content_hash article_id round_id person_id kind state seconds",
    "article_value": "annotation_set_id attribute ordinal value",
    "submission": "id revision content_hash set_id ordinal state codebook submitted_at snapshot",
    "attribution": "id revision content_hash set_id article_id speaker_id note flagged origin"
    " codebook created_at updated_at",
    "attribution_span": "attribution_id role ordinal start end quote",
    "attribution_value": "attribution_id attribute ordinal value derived",
}


def make_project(path: Path, attributions: int) -> None:
    """Make a project in which everybody has handed in everything, with snapshots."""
    codebook = default_codebook()
    with create_project(path, name="Bench", maker="Ada", codebook=codebook) as project:
        manager = manager_of(project)
        for name in NAMES:
            add_person(project, manager, name)
        round_id = current_round(project).id
        coders = [one.id for one in people(project) if one.name in NAMES]
    made = _Made(round_id, coders, codebook.ref)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-50000")
        made.speakers()
        for number in range(-(-attributions // (QUOTES * len(coders)))):
            made.article(number)
            if number % _AT_ONCE == _AT_ONCE - 1:
                _insert(connection, made.rows)
        _insert(connection, made.rows)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def manager_of(project: Project) -> Actor:
    """Return who made the project, as manager."""
    return Actor(next(one.id for one in people(project) if one.name == "Ada"), Role.MANAGER)


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    for table, found in rows.items():
        columns = COLUMNS[table].split()
        names = ", ".join(f'"{one}"' for one in columns)
        places = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", found)
        found.clear()
    connection.commit()


class _Made:
    """Rows of articles with all work on them; the same ones every time."""

    def __init__(self, round_id: uuid.UUID, coders: list[uuid.UUID], ref: str) -> None:
        self.rows: Rows = {table: [] for table in COLUMNS}
        self._round, self._coders, self._ref = round_id, coders, ref
        self._chance = random.Random(5)
        self._last = 0x0195C000_0000_7000_8000_0000_0000_0000
        self._speakers = [derived_id("bench", "speaker", str(one)) for one in range(SPEAKERS)]

    def speakers(self) -> None:
        for number, one in enumerate(self._speakers):
            name = f"Delegate {number} of Eastgate"
            about = ("delegate", f"Council {number % 9}", "NO")
            row = (one.bytes, 1, _NO_HASH, name, name.lower(), "named person", *about)
            self.rows["speaker"].append(row)

    def article(self, number: int) -> None:
        quotes = [
            f"We will open road {number} of district {one} as soon as the snow has gone"
            for one in range(QUOTES)
        ]
        text = f"District {number} waits\n\n" + " ".join(
            f"“{quote},” the delegate of district {one} said on Monday, and nobody – as far as the "
            f"Eastgate Wire knows – asked what the other {one + 3} districts are to do till then."
            for one, quote in enumerate(quotes)
        )
        digest = sha256(text.encode()).digest()
        id_, title = self._id(), f"District {number} waits"
        self.rows["article"].append(
            (
                *(id_.bytes, 1, _NO_HASH, number, digest, len(text), len(text.split()), title),
                *(0, len(title), "en", _NOW + number, title.lower()),
            )
        )
        self.rows["article_text"].append((id_.bytes, text))
        place = ("Eastgate Wire", "2025-03-24", f"https://example.org/{number}")
        appearance = (self._id().bytes, 1, _NO_HASH, id_.bytes, 0, title, *place)
        self.rows["appearance"].append(appearance)
        for person in self._coders:
            self._work(text, quotes, id_, person)

    def _work(self, text: str, quotes: list[str], article: uuid.UUID, person: uuid.UUID) -> None:
        set_ = derived_id("set", str(article), str(self._round), str(person))
        head = (set_.bytes, 1, _NO_HASH, article.bytes, self._round.bytes, person.bytes)
        self.rows["annotation_set"].append((*head, "annotator", "done", 300))
        self.rows["article_value"].append((set_.bytes, "relevance", 0, '"relevant"'))
        snapshot = {
            "set": {
                **_document(set_),
                "article_id": str(article),
                "round_id": str(self._round),
                "person_id": str(person),
                "kind": "annotator",
                "batch_id": None,
                "state": "done",
                "reason": None,
                "values": {"relevance": "relevant"},
                "seconds": 300,
            },
            "attributions": [
                self._attribution(text, quote, place, set_, article)
                for place, quote in enumerate(quotes)
            ],
        }
        head = (self._id().bytes, 1, _NO_HASH, set_.bytes, 1, "done", self._ref, _NOW)
        self.rows["submission"].append((*head, orjson.dumps(snapshot).decode()))

    def _attribution(
        self, text: str, quote: str, place: int, set_: uuid.UUID, article: uuid.UUID
    ) -> dict[str, object]:
        """Add the rows of an attribution and return its document."""
        id_, speaker = self._id(), self._chance.choice(self._speakers)
        start = text.index(quote)
        end = start + len(quote)
        source = text.index("the delegate", end)
        said = source + len(f"the delegate of district {place}") + 1
        spans = [
            {"role": role, "start": start, "end": end, "quote": text[start:end]}
            for role, start, end in (
                ("content", start, end),
                ("source", source, said - 1),
                ("cue", said, said + 4),
            )
        ]
        values = {
            "stance": self._chance.choice(_STANCES),
            "confidence": ("low", "medium", "high")[place % 3],
            "object": self._chance.choice(_OBJECTS),
            "type": "direct",
        }
        self.rows["attribution"].append(
            (
                *(id_.bytes, 1, _NO_HASH, set_.bytes, article.bytes, speaker.bytes),
                *("", 0, "manual", self._ref, _NOW + place, _NOW + 31_000_000 + place),
            )
        )
        self.rows["attribution_span"] += [
            (id_.bytes, one["role"], 0, one["start"], one["end"], one["quote"]) for one in spans
        ]
        self.rows["attribution_value"] += [
            (id_.bytes, key, 0, f'"{value}"', int(key == "type")) for key, value in values.items()
        ]
        return {
            **_document(id_),
            "set_id": str(set_),
            "article_id": str(article),
            "spans": spans,
            "values": values,
            "derived": ["type"],
            "speaker_id": str(speaker),
            "speaking_as": None,
            "reported_by": None,
            "note": "",
            "flagged": False,
            "origin": "manual",
            "codebook": self._ref,
            "created_at": "2025-03-24T09:05:00Z",
            "updated_at": "2025-03-24T09:05:31Z",
        }

    def _id(self) -> uuid.UUID:
        """Return the next identifier, which like real ones are in the order of time."""
        self._last += (self._chance.getrandbits(14) + 1) << 40
        return uuid.UUID(int=self._last | self._chance.getrandbits(40))


def _document(id_: uuid.UUID) -> dict[str, object]:
    return {"id": str(id_), "revision": 1, "deleted_at": None, "extra": {}}
