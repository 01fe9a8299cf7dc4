"""``README.md`` of a bundle: what each file is, and how to get at the figures again."""

from collections.abc import Iterable, Sequence

import annotator
from annotator.formats.interfaces import TextMode
from annotator.services.datasets.citations import citation_text
from annotator.services.datasets.data_files import DataFile
from annotator.services.datasets.details import DatasetDetails
from annotator.services.datasets.licences import licence_called
from annotator.services.datasets.markdown import code, plain, table
from annotator.services.datasets.replication.options import BundleOptions
from annotator.services.datasets.replication.r_script import R_SCRIPT
from annotator.services.datasets.replication.stata_script import STATA_SCRIPT
from annotator.services.interchange.export_options import NameMode
from annotator.words import tr


def bundle_readme(
    title: str,
    details: DatasetDetails,
    options: BundleOptions,
    files: Sequence[DataFile],
    *,
    compared: bool,
) -> str:
    """Return the page; ``compared``: whether there are figures of agreement."""
    parts = [
        f"# {tr('{title}: replication bundle', title=plain(title))}",
        tr(
            "The coding behind the data set as it was handed in, decided and compared, with what is"
            " needed to make its tables and figures again."
        ),
        f"## {tr('Files')}",
        table(
            (tr("File"), tr("Holds"), tr("Bytes"), tr("SHA-256")),
            [
                (code(one.name), _about(one.name, options), f"{one.bytes:,}", code(one.sha256))
                for one in files
            ],
        ),
        f"## {tr('Reading the tables')}",
        tr(
            "Tables are CSV in UTF-8 with a byte order mark; {package} has the type and the meaning"
            " of every column. A cell that begins with an apostrophe had it put before it, so that"
            " no spreadsheet runs the cell: take one off. Offsets count Unicode code points.",
            package=code("datapackage.json"),
        ),
        f"```\nRscript {R_SCRIPT}\n```",
        tr(
            "{script} does the same in Stata. It was written by Stata’s manual and not run by those"
            " who made the program; please tell them if it fails.",
            script=code(STATA_SCRIPT),
        ),
        f"## {tr('Making the figures again')}",
        _again(options, compared=compared),
        f"## {tr('What is not in it')}",
        "\n".join(f"- {one}" for one in _left_out(options)),
        f"## {tr('Licence and citation')}",
        "\n\n".join(_terms(title, details)),
        tr("Written by Stance Annotator {version}.", version=annotator.__version__),
    ]
    return "\n\n".join(parts) + "\n"


def _again(options: BundleOptions, *, compared: bool) -> str:
    if not compared:
        return tr("No article was coded by two annotators, so there are no figures of agreement.")
    figures = tr(
        "{document} has all figures of agreement with the settings they were made with (first"
        " submissions, resampling of stories, the seed); {methods} says how, with references.",
        document=code("agreement/agreement.json"),
        methods=code("agreement/methods.txt"),
    )
    if options.text is not TextMode.FULL:
        return (
            figures
            + " "
            + tr("To compute them anew needs the articles’ texts, which are not in this bundle.")
        )
    return (
        figures
        + " "
        + tr(
            "To compute them anew (which of two annotators is the reference for precision, recall"
            " and the rows of confusion matrices may change):"
        )
        + (
            "\n\n```\nannotator new again.stance --as Replication\n"
            "annotator import again.stance data/project.jsonl --as Replication\n"
            "annotator agreement again.stance --as Replication --json\n```"
        )
    )


def _left_out(options: BundleOptions) -> Iterable[str]:
    if options.text is TextMode.QUOTES:
        yield tr("Articles’ texts; quotes are in it.")
    elif options.text is TextMode.NONE:
        yield tr("Articles’ texts and quotes; hashes stand in their place.")
    if not options.training:
        yield tr("Rounds for training.")
    if options.names is NameMode.PSEUDONYMS:
        yield tr("Names of annotators and adjudicators; pseudonyms stand in their place.")
    if not options.notes:
        yield tr("Annotators’ notes.")
    if not options.rationale:
        yield tr("Adjudicators’ rationales.")
    yield tr("What was deleted, and the log of single changes.")


def _terms(title: str, details: DatasetDetails) -> Iterable[str]:
    known = licence_called(details.licence)
    name = known.name if known else details.licence
    yield plain(name) if name else tr("No licence was given. Ask the authors before you use it.")
    if details.text_rights:
        yield tr("Texts: {rights}", rights=plain(details.text_rights))
    cited = citation_text(title, details)
    if cited:
        yield plain(cited)


def _about(name: str, options: BundleOptions) -> str:
    folder = name.partition("/")[0] if "/" in name else ""
    by_folder = {
        "codebooks": lambda: tr("a codebook version"),
        "submissions": lambda: tr("what was handed in in a round, as it was then"),
    }
    by_name = {
        "data/attributions.csv": lambda: tr("attributions of annotators and gold, as they are now"),
        "data/gold.csv": lambda: tr(
            "gold alone; where its state is not “done”, the article is not settled yet"
        ),
        "data/articles.csv": lambda: tr("the articles"),
        "data/decisions.csv": lambda: tr("the adjudicators’ decisions"),
        "data/project.jsonl": lambda: (
            tr("all of it, for Stance Annotator to import")
            if options.text is TextMode.FULL
            else tr("all of it but the texts, without which it cannot be imported")
        ),
        "agreement/agreement.json": lambda: tr("figures of agreement"),
        "agreement/methods.txt": lambda: tr("how the figures were made, ready to paste"),
        R_SCRIPT: lambda: tr("reads the attributions in R"),
        STATA_SCRIPT: lambda: tr("reads the attributions in Stata"),
        "project.json": lambda: tr("settings, rounds, people, versions"),
        "datapackage.json": lambda: tr("types and meanings of all columns"),
        "CITATION.cff": lambda: tr("how to cite it"),
    }
    words = by_name.get(name) or by_folder.get(folder)
    return words() if words else ""
