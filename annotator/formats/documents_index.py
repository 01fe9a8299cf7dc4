"""``documents.jsonl`` in a folder of one file per article and person: what the files lack.

A line of JSON for each file: where it is, whose work it holds and how far that has come, and what
is known of the article.
"""

from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord
from annotator.formats.standoff_details import article_details, one_line, work_details
from annotator.formats.work_of_persons import NO_WORK, Work, WorkNames, works_of

INDEX = "documents.jsonl"


def index_document(article: ArticleRecord, work: Work | None, file: str) -> Document:
    """Return the line of a file, by its path in the folder without ending, with ``/``."""
    whose = {"work": work_details(work)} if work else {}
    return {"file": file, "article": article_details(article), **whose}


def index_line(document: Document) -> str:
    """Return the document as the line that is written."""
    return one_line(document) + "\n"


def files_of(article: ArticleRecord, names: WorkNames) -> list[tuple[str, Work | None]]:
    """Return an article's files, and whose work each holds; None where nobody has begun it."""
    works = works_of(article)
    if not works:
        return [(f"{NO_WORK}/{article.id}", None)]
    return [(f"{names.of(work.whose)}/{article.id}", work) for work in works]
