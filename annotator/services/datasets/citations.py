"""How to cite a data set: in words, as BibTeX, and as ``CITATION.cff``."""

import re
from typing import Any

from annotator.services.datasets.details import Author, DatasetDetails
from annotator.services.datasets.licences import licence_called
from annotator.words import tr

_SPECIAL = re.compile(r"([&%$#_{}])")


def citation_text(title: str, details: DatasetDetails) -> str:
    """Return one line to cite it by; empty where neither a citation nor authors are given."""
    if details.citation:
        return details.citation
    if not details.authors:
        return ""
    names = "; ".join(
        f"{one.family}, {one.given}" if one.given else one.family for one in details.authors
    )
    year = f" ({details.published_on.year})" if details.published_on else ""
    version = tr(", version {version}", version=details.version) if details.version else ""
    place = f"https://doi.org/{details.doi}" if details.doi else details.url
    return f"{names}{year}. {title}{version} [{tr('data set')}]." + (f" {place}" if place else "")


def bibtex(title: str, details: DatasetDetails) -> str:
    """Return an entry for reference managers; empty without authors."""
    if not details.authors:
        return ""
    year = str(details.published_on.year) if details.published_on else ""
    first = re.sub(r"[^a-z0-9]", "", details.authors[0].family.lower()) or "dataset"
    fields = {
        "author": " and ".join(_bibtex_name(one) for one in details.authors),
        "title": f"{{{_tex(title)}}}",
        "year": year,
        "version": _tex(details.version),
        "doi": details.doi,
        "url": details.url,
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@misc{{{first}{year},\n" + ",\n".join(lines) + "\n}"


def citation_file(title: str, details: DatasetDetails) -> str | None:
    """Return a ``CITATION.cff`` (Citation File Format 1.2.0), or None without authors."""
    if not details.authors:
        return None
    import yaml

    document: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": tr("If you use this data set, please cite it as below."),
        "type": "dataset",
        "title": title,
        "authors": [_cff_author(one) for one in details.authors],
    }
    optional: dict[str, Any] = {
        "abstract": details.description,
        "version": details.version,
        "date-released": details.published_on,
        "doi": details.doi,
        "url": details.url,
        "keywords": list(details.keywords),
        **_cff_licence(details),
    }
    document |= {key: value for key, value in optional.items() if value}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)


def _cff_author(one: Author) -> dict[str, str]:
    orcid = {"orcid": f"https://orcid.org/{one.orcid}"} if one.orcid else {}
    if not one.given:
        return {"name": one.family, **orcid}
    affiliation = {"affiliation": one.affiliation} if one.affiliation else {}
    return {"family-names": one.family, "given-names": one.given, **affiliation, **orcid}


def _cff_licence(details: DatasetDetails) -> dict[str, str]:
    """The format knows SPDX identifiers only; other licences are given by their address."""
    known = licence_called(details.licence)
    if known is not None:
        return {"license": known.spdx}
    return {"license-url": details.licence_url}


def _bibtex_name(one: Author) -> str:
    return f"{_tex(one.family)}, {_tex(one.given)}" if one.given else f"{{{_tex(one.family)}}}"


def _tex(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words.replace("\\", ""))
