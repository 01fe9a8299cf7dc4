"""Words for what is wrong with packages and handouts, and with merging them."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr


def _untouched() -> str:
    return tr("Nothing of it went in.")


def _named(with_name: str, without: str, fields: Fields, key: str = "name") -> str:
    name = shown(fields, key)
    return with_name.format(name=name) if name else without


def _value_not_mapped(fields: Fields) -> ProblemWords:
    value, attribute = shown(fields, "value"), shown(fields, "attribute")
    what = (
        tr(
            "It is coded by another codebook version, and the round’s present one has nothing for"
            " “{value}” of “{attribute}”.",
            value=value,
            attribute=attribute,
        )
        if value and attribute
        else tr(
            "It is coded by another codebook version, of which the round’s present one lacks a"
            " value."
        )
    )
    return ProblemWords(what, _untouched(), tr("Say in the codebook what became of it."))


EXCHANGE_PROBLEMS: Table = {
    "article_not_here": lambda _: ProblemWords(
        tr("It holds work on an article that is not in the project (any more)."),
        _untouched(),
        tr("Import the article again, and merge the file then."),
    ),
    "codebook_differs": lambda fields: ProblemWords(
        _named(
            tr("Its codebook “{name}” is not the one that this project has under that name."),
            tr("Its codebook is not the one that this project has under that name."),
            fields,
            "codebook",
        ),
        _untouched(),
    ),
    "conflict_lacks": lambda _: ProblemWords(
        tr("The other form refers to something that was deleted."),
        tr("The conflict stays open."),
    ),
    "conflict_needed": lambda _: ProblemWords(
        tr("Something else still refers to what would be deleted."),
        tr("The conflict stays open."),
    ),
    "conflict_settled": lambda _: ProblemWords(tr("Nothing is left to decide here.")),
    "foreign_entity": lambda _: ProblemWords(
        tr("It holds something that is not its sender’s, or that does not fit the project."),
        _untouched(),
        tr("Ask for it to be packaged again."),
    ),
    "foreign_id": lambda _: ProblemWords(
        tr("An identifier in it belongs to something else."), _untouched()
    ),
    "foreign_kind": lambda _: ProblemWords(
        tr("It holds something that no package may hold."), _untouched()
    ),
    "handout_of_handout": lambda _: ProblemWords(
        tr("This file is a handout itself."), "", tr("Hand out from the project it came from.")
    ),
    "handout_of_other": lambda fields: ProblemWords(
        _named(
            tr("This is the share of {name}, not yours."),
            tr("This is the share of somebody else."),
            fields,
        )
    ),
    "not_a_handout": lambda _: ProblemWords(
        tr("This is no handout."), tr("Nothing of it went in.")
    ),
    "not_a_package": lambda _: ProblemWords(
        tr("This is neither a package nor a project file."), _untouched()
    ),
    "not_your_work": lambda _: ProblemWords(
        tr("Annotators can package only their own work."), "", tr("Ask a manager of the project.")
    ),
    "nothing_to_hand_out": lambda fields: ProblemWords(
        _named(
            tr("There is no article for {name}."), tr("There is no article to hand out."), fields
        ),
        "",
        tr("Assign some first."),
    ),
    "nothing_to_package": lambda fields: ProblemWords(
        _named(
            tr("{name} has not begun anything here yet."),
            tr("Nothing has been begun here yet."),
            fields,
        )
    ),
    "other_project": lambda fields: ProblemWords(
        _named(
            tr("It belongs to another project, “{name}”."),
            tr("It belongs to another project."),
            fields,
        ),
        _untouched(),
    ),
    "package_damaged": lambda _: ProblemWords(
        tr("The file is damaged or not complete."), _untouched(), tr("Ask for it to be sent again.")
    ),
    "package_newer": lambda _: ProblemWords(
        tr("A newer version of the program made this package."),
        _untouched(),
        tr("Update the program to merge it."),
    ),
    "package_too_large": lambda _: ProblemWords(
        tr("The file holds more than any package does."), _untouched()
    ),
    "round_missing": lambda _: ProblemWords(
        tr("It holds work of a round that this project does not have."), _untouched()
    ),
    "speaker_not_published": lambda _: ProblemWords(
        tr("This person’s work names a speaker that is not published."),
        tr("Nothing was written."),
        tr("Publish or merge the speaker, or settle the conflict about it."),
    ),
    "speaker_unknown": lambda _: ProblemWords(
        tr("It names a speaker that neither it nor the project has."), _untouched()
    ),
    "unknown_batch": lambda fields: ProblemWords(
        _named(
            tr("There is no batch called “{name}”."), tr("There is no batch of that name."), fields
        )
    ),
    "value_not_mapped": _value_not_mapped,
    "wrong_version": lambda _: ProblemWords(
        tr("What it says of earlier forms cannot be."), _untouched()
    ),
}
