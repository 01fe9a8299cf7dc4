"""Words for what the rules of coding, of roles and of the codebook refuse."""

from annotator.wording.problem_words import Fields, ProblemWords, Table, shown
from annotator.words import tr, tr_n


def _name(fields: Fields) -> str:
    return shown(fields, "name") or tr("this name")


def _role_missing(fields: Fields) -> ProblemWords:
    name = _name(fields)
    roles = {
        "annotator": tr("{name} is not an annotator in this project.", name=name),
        "adjudicator": tr("{name} is not an adjudicator in this project.", name=name),
        "manager": tr("Only managers can do that; {name} is not one.", name=name),
    }
    other = tr("{name} does not have the role for that in this project.", name=name)
    return ProblemWords(roles.get(shown(fields, "role"), other))


def _not_found(fields: Fields) -> ProblemWords:
    if "file" in fields:
        return ProblemWords(tr("There is no such file."))
    return ProblemWords(tr("This is not in the project any more, or not for you to see."))


def _incomplete(fields: Fields) -> ProblemWords:
    count = fields.get("count")
    if isinstance(count, int):
        what = tr_n(
            "{count} thing is missing before this article is done.",
            "{count} things are missing before this article is done.",
            count,
        )
    else:
        what = tr("Something is missing before this article is done.")
    return ProblemWords(what, tr("What is there is stored."))


def _set_closed(fields: Fields) -> ProblemWords:
    annotator = shown(fields, "annotator")
    if annotator:
        return ProblemWords(
            tr("{name} has marked this article as done; nothing was added.", name=annotator)
        )
    return ProblemWords(tr("This article is done."), "", tr("Reopen it to change anything."))


def _unknown_value(fields: Fields) -> ProblemWords:
    value, attribute = shown(fields, "value"), shown(fields, "attribute")
    where = shown(fields, "where")
    if value and attribute:
        return ProblemWords(
            tr(
                "The codebook has no value “{value}” for “{attribute}”.",
                value=value,
                attribute=attribute,
            )
        )
    if value and where:
        return ProblemWords(
            tr("“{value}” is not a known value ({where}).", value=value, where=where)
        )
    return ProblemWords(tr("The codebook has no such value."))


def _unknown(what_named: str, what: str, fields: Fields, key: str) -> ProblemWords:
    name = shown(fields, key)
    return ProblemWords(what_named.format(name=name) if name else what)


CODING_PROBLEMS: Table = {
    "annotators_only": lambda _: ProblemWords(tr("Only annotators can do that.")),
    "article_missing": lambda _: ProblemWords(
        tr("An unnamed speaker belongs to an article."), "", tr("Open one first.")
    ),
    "blind_export": lambda _: ProblemWords(
        tr("Annotators can export only their own work, not that of others and not the gold layer."),
        tr("Nothing was written."),
        tr("Ask a manager of the project."),
    ),
    "content_missing": lambda _: ProblemWords(tr("An attribution has no marked content.")),
    "incomplete": _incomplete,
    "last_content": lambda _: ProblemWords(
        tr("This is the last content fragment."),
        "",
        tr("Delete the attribution to take it away."),
    ),
    "feedback_for_nobody": lambda _: ProblemWords(
        tr("Nobody has handed this article in, so there is nobody to give feedback to.")
    ),
    "gold_not_done": lambda _: ProblemWords(
        tr("This article is not adjudicated to its end yet."),
        "",
        tr("Settle what is open in it first."),
    ),
    "last_manager": lambda _: ProblemWords(
        tr("Somebody must stay a manager of the project."), "", tr("Make somebody else one first.")
    ),
    "managers_only": lambda _: ProblemWords(tr("Only managers can do that.")),
    "moved_on": lambda _: ProblemWords(
        tr("This was changed since, so the step cannot be undone any more."),
        tr("Nothing was changed."),
    ),
    "not_found": _not_found,
    "not_your_step": lambda _: ProblemWords(tr("Another person did that; only they can undo it.")),
    "nothing_to_revert": lambda _: ProblemWords(tr("There is nothing left to undo in that step.")),
    "nobody_chosen": lambda _: ProblemWords(tr("Nobody is chosen.")),
    "overlap_impossible": lambda _: ProblemWords(
        tr("An article that is coded by several goes to two people or more, of those chosen.")
    ),
    "person_exists": lambda fields: ProblemWords(
        tr("There is somebody called {name} already.", name=_name(fields))
    ),
    "person_has_work": lambda fields: ProblemWords(
        tr(
            "There is work of {name} in the project, or articles handed to them.",
            name=_name(fields),
        ),
        tr("Nothing was changed."),
    ),
    "reported_by_cycle": lambda _: ProblemWords(
        tr("Two attributions cannot report each other, not even by way of others.")
    ),
    "reported_by_unknown": lambda _: ProblemWords(
        tr("An attribution is reported by one that is not there.")
    ),
    "role_missing": _role_missing,
    "roles_missing": lambda _: ProblemWords(tr("Everybody has at least one role.")),
    "round_exists": lambda fields: ProblemWords(
        tr("There is a round called {name} already.", name=_name(fields))
    ),
    "round_not_assigned": lambda _: ProblemWords(
        tr("The articles of this round are not handed out; everybody codes all of them.")
    ),
    "set_closed": _set_closed,
    "set_open": lambda _: ProblemWords(tr("This article is open already.")),
    "span_blank": lambda _: ProblemWords(tr("A marked passage holds nothing but spaces.")),
    "span_empty": lambda fields: ProblemWords(
        tr("A marked passage is empty.")
        if fields
        else tr("Nothing is marked; select some words first.")
    ),
    "span_out_of_range": lambda _: ProblemWords(
        tr("A marked passage reaches beyond the article’s text.")
    ),
    "span_overlap": lambda _: ProblemWords(
        tr("Two passages of the same kind overlap in one attribution.")
    ),
    "speaker_exists": lambda fields: ProblemWords(
        tr("There is a speaker called {name} already.", name=_name(fields))
    ),
    "speaker_merge_cycle": lambda _: ProblemWords(
        tr("These two are one entry already, or would lead round in a circle.")
    ),
    "speaker_merge_unnamed": lambda _: ProblemWords(
        tr("An unnamed speaker can only be merged with another one of the same article.")
    ),
    "speaker_missing": lambda _: ProblemWords(
        tr("An attribution has neither a speaker nor a marked source.")
    ),
    "speaker_of_other_article": lambda _: ProblemWords(
        tr("This unnamed speaker belongs to another article.")
    ),
    "speaker_published": lambda fields: ProblemWords(
        tr(
            "{name} is shared by all annotators; only managers can change the entry.",
            name=_name(fields),
        )
    ),
    "unknown_attribute": lambda fields: _unknown(
        tr("The codebook has no attribute “{name}”."),
        tr("The codebook has no such attribute."),
        fields,
        "attribute",
    ),
    "unknown_codebook": lambda fields: _unknown(
        tr("The codebook version “{name}” is not in the project."),
        tr("A codebook version is not in the project."),
        fields,
        "codebook",
    ),
    "unknown_person": lambda fields: ProblemWords(
        tr("Nobody called {name} works in this project.", name=_name(fields))
    ),
    "unknown_reason": lambda fields: _unknown(
        tr("The codebook has no reason “{name}”."),
        tr("The codebook has no such reason."),
        fields,
        "reason",
    ),
    "unknown_span_role": lambda _: ProblemWords(tr("The codebook has no marks of this kind.")),
    "unknown_value": _unknown_value,
    "value_missing": lambda _: ProblemWords(tr("A required value is missing.")),
    "wrong_kind": lambda fields: _unknown(
        tr("The value does not fit the attribute “{name}”."),
        tr("The value does not fit the attribute."),
        fields,
        "attribute",
    ),
}
