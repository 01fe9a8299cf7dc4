"""The YAML head of a data set card, as Hugging Face's hub and its `datasets` library read it."""

from typing import Any, Final

from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.licences import licence_called

_SIZES: Final = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
)
_SEPARATORS: Final = {"csv": ",", "tsv": "\t"}
_SPLITS: Final = {"dev": "validation"}


def card_head(facts: DatasetFacts) -> str:
    """Return the head with its rules above and below."""
    import yaml

    head: dict[str, Any] = {}
    languages = [one for one, _ in facts.counts.languages.most_common()]
    if languages:
        head["language"] = languages
    head |= _licence(facts)
    head["pretty_name"] = facts.title
    head["task_categories"] = ["text-classification", "token-classification"]
    head["tags"] = list(dict.fromkeys(["stance", "quotation attribution", *facts.details.keywords]))
    head["size_categories"] = [_size(facts.rows)]
    if facts.tables:
        head["configs"] = [_config(facts)]
    text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=100)
    return f"---\n{text}---\n"


def _licence(facts: DatasetFacts) -> dict[str, str]:
    given = facts.details.licence
    if not given:
        return {}
    known = licence_called(given)
    if known is not None:
        return {"license": known.card}
    own = {"license": "other", "license_name": given}
    return own | ({"license_link": facts.details.licence_url} if facts.details.licence_url else {})


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "1M<n<10M")


def _config(facts: DatasetFacts) -> dict[str, Any]:
    """Return which files are which split, so that `load_dataset` finds them."""
    config: dict[str, Any] = {
        "config_name": "default",
        "data_files": [
            {"split": _split(one.part or "train"), "path": one.name} for one in facts.tables
        ],
    }
    separator = _SEPARATORS.get(facts.format_name)
    if separator is not None:
        config["sep"] = separator
    return config


def _split(part: str) -> str:
    return _SPLITS.get(part, part).replace("-", "_")
