"""``annotator export``: write what a person may read, in one of the formats."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import typer

from annotator.cli.export_options import (
    AnnotatorsOption,
    BalanceOption,
    BatchesOption,
    CardOption,
    CountPerOption,
    FoldsOption,
    FormatOption,
    LanguagesOption,
    LayerOption,
    NotesOption,
    OutletsOption,
    PseudonymsOption,
    RationaleOption,
    RoundsOption,
    SeedOption,
    SinceOption,
    SoftLabelsOption,
    SpeakerIdsOption,
    SpeakersApartOption,
    SplitOption,
    StatesOption,
    TextOption,
    TrainingOption,
    UntilOption,
    WordsOption,
)
from annotator.cli.export_stage_words import export_stage_words
from annotator.cli.export_words import say_report
from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, OutOption, ProjectArgument
from annotator.cli.output import complain, say_json
from annotator.cli.progress import progress_bar, stoppable
from annotator.domain.errors import Refused
from annotator.domain.people import Actor
from annotator.services.interchange.export_places import other_ending
from annotator.services.interchange.exporting import (
    Counted,
    ExportOptions,
    ExportReport,
    NameMode,
    SplitChoice,
    TextMode,
    export_project,
    exportable,
)
from annotator.services.managing.people import reading_role
from annotator.wording.problems import sentence_for
from annotator.words import tr

HELP = tr(
    "Write the project’s articles and coding to a file. It is read back and checked before it"
    " replaces an older one. Annotators get their own work; asking for more is refused."
)
JSON_KEYS = tr(
    "JSON: path, articles, rows, checked, spans, bytes; losses, each with code, count; parts, each"
    " with name, path, articles, rows; leaks with n, articles, containment, greatest (each with"
    " containment, article, part, other, other_part, title, other_title), above_half, speakers;"
    " pseudonyms; replaced: what had this name before, file, folder or null; replaced_table:"
    " whether an older table of who is who is replaced."
)


_USUAL = SplitChoice()


def formats_help() -> str:
    """Return what the formats are for and what they cannot hold, one after the other."""
    formats = " ".join(
        " ".join(part for part in (f"{one.name}:", one.description, one.cannot_hold) if part)
        for one in exportable()
    )
    return f"{formats} {JSON_KEYS}"


def export(
    project: ProjectArgument,
    format_: FormatOption,
    out: OutOption,
    layer: LayerOption = None,
    annotator: AnnotatorsOption = None,
    text: TextOption = TextMode.FULL,
    with_training: TrainingOption = False,
    round_: RoundsOption = None,
    state: StatesOption = None,
    batch: BatchesOption = None,
    words: WordsOption = "",
    outlet: OutletsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguagesOption = None,
    pseudonyms: PseudonymsOption = False,
    notes: NotesOption = True,
    rationale: RationaleOption = True,
    speaker_ids: SpeakerIdsOption = False,
    soft_labels: SoftLabelsOption = False,
    count_per: CountPerOption = Counted.ARTICLE,
    split: SplitOption = None,
    folds: FoldsOption = None,
    seed: SeedOption = None,
    balance: BalanceOption = True,
    speakers_apart: SpeakersApartOption = False,
    card: CardOption = False,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Export and say what was written."""
    if format_ not in {one.name for one in exportable()}:
        raise typer.BadParameter(
            tr("there is no export format “{name}”", name=format_), param_hint="--format"
        )
    options = ExportOptions(
        layer=layer.value if layer else "",
        annotators=tuple(annotator or ()),
        text=text,
        training=with_training,
        rounds=tuple(round_ or ()),
        states=tuple(state or ()),
        batches=tuple(batch or ()),
        words=words,
        outlets=tuple(outlet or ()),
        published_from=_day(since),
        published_until=_day(until),
        languages=tuple(language or ()),
        names=NameMode.PSEUDONYMS if pseudonyms else NameMode.NAMES,
        notes=notes,
        rationale=rationale,
        speaker_ids=speaker_ids,
        soft_labels=soft_labels,
        counted=count_per,
        split=_split(split, folds, seed, balance=balance, speakers_apart=speakers_apart),
        card=card,
    )
    with opened(project, as_) as (handle, person), stoppable() as stopped:
        actor = Actor(person.id, reading_role(person))
        with progress_bar(export_stage_words) as progress:
            report = export_project(handle, actor, format_, out, options, progress, stopped)
    # Now that it is there: whoever is refused is told the reason alone.
    _warn_of_ending(format_, out, folder=options.split is not None or card)
    if json_:
        say_json(_document(report))
    else:
        say_report(report)


def _warn_of_ending(format_name: str, out: Path, *, folder: bool) -> None:
    """Say that a file is not what its ending says; the person may have their reasons."""
    one = next(each for each in exportable() if each.name == format_name)
    ending = "" if folder or one.is_folder else other_ending(out, one.endings)
    if ending:
        complain(
            tr(
                "{name} ends in {ending}; the usual ending of what was written, {format}, is"
                " {usual}.",
                name=out.name,
                ending=ending,
                format=one.label,
                usual=one.endings[0],
            )
        )


def _split(
    shares: str | None, folds: int | None, seed: int | None, *, balance: bool, speakers_apart: bool
) -> SplitChoice | None:
    if shares is not None and folds is not None:
        raise typer.BadParameter(tr("either --split or --folds"), param_hint="--folds")
    if shares is None and folds is None:
        if seed is not None or speakers_apart or not balance:
            raise typer.BadParameter(tr("this needs --split or --folds"), param_hint="--seed")
        return None
    try:
        given = _USUAL.shares if shares is None else tuple(int(one) for one in shares.split(","))
        choice = SplitChoice(
            shares=given,
            folds=folds,
            seed=_USUAL.seed if seed is None else seed,
            balance=balance,
            keep_speakers_apart=speakers_apart,
        )
    except ValueError as error:
        raise typer.BadParameter(sentence_for("bad_split"), param_hint="--split") from error
    except Refused as error:
        hint = "--split" if folds is None else "--folds"
        raise typer.BadParameter(sentence_for(error.code, error.fields), param_hint=hint) from error
    if choice.odd_sum is not None:
        raise typer.BadParameter(
            tr(
                "the parts make {sum} percent, not 100; is one missing?"
                " Three are train, dev and test, two train and test.",
                sum=choice.odd_sum,
            ),
            param_hint="--split",
        )
    return choice


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()


def _document(report: ExportReport) -> dict[str, object]:
    document = asdict(report)
    document["path"] = str(report.path)
    document["pseudonyms"] = None if report.pseudonyms is None else str(report.pseudonyms)
    document["parts"] = [{**asdict(one), "path": str(one.path)} for one in report.parts]
    if report.leaks is not None:
        found = report.leaks
        document["leaks"] = {
            "n": found.n,
            "articles": found.articles,
            "containment": found.containment,
            "greatest": [
                {**asdict(one), "article": str(one.article), "other": str(one.other)}
                for one in found.greatest
            ],
            "above_half": found.above_half,
            "speakers": found.speakers,
        }
    return document
