"""What a step is called: in the Undo and Redo items of the menu, and when it is announced."""

from annotator.domain.changes import Intention, Step
from annotator.words import tr


def words_for(step: Step) -> str:
    """Return a step as the end of "Undo …": lower case, a few words."""
    words = {
        Intention.CREATE_PROJECT: tr("new project"),
        Intention.RENAME_PROJECT: tr("project name"),
        Intention.ADD_PERSON: tr("new person"),
        Intention.IMPORT: tr("import"),
        Intention.CREATE_ATTRIBUTION: tr("new attribution"),
        Intention.DUPLICATE_ATTRIBUTION: tr("same spans again"),
        Intention.DELETE_ATTRIBUTION: tr("delete attribution"),
        Intention.SET_VALUE: tr("change of a value"),
        Intention.SET_SPEAKER: tr("change of speaker"),
        Intention.SET_REPORTED_BY: tr("change of “reported by”"),
        Intention.SET_NOTE: tr("note"),
        Intention.SET_FLAG: tr("flag"),
        Intention.ADD_SPAN: tr("added span"),
        Intention.CHANGE_SPAN: tr("change of a boundary"),
        Intention.REMOVE_SPAN: tr("removed span"),
        Intention.CREATE_SPEAKER: tr("new speaker"),
        Intention.UPDATE_SPEAKER: tr("change to a speaker"),
        Intention.SET_ARTICLE_VALUE: tr("change of a value of the article"),
        Intention.MARK_DONE: tr("done"),
        Intention.MARK_CANNOT_CODE: tr("cannot code"),
        Intention.REOPEN: tr("reopen"),
        Intention.ADD_ZONE: tr("marked boilerplate"),
        Intention.REMOVE_ZONE: tr("unmarked boilerplate"),
        Intention.SET_ROLES: tr("change of roles"),
        Intention.RENAME_PERSON: tr("change of a name"),
        Intention.REMOVE_PERSON: tr("removed person"),
        Intention.ADD_ROUND: tr("new round"),
        Intention.CHANGE_ROUND: tr("change of a round"),
        Intention.SET_TARGETS: tr("change of the targets of agreement"),
        Intention.SET_DATASET_DETAILS: tr("change of the data set’s details"),
        Intention.ASSIGN: tr("assignment of articles"),
        Intention.WITHDRAW_ASSIGNMENT: tr("withdrawn assignment"),
        Intention.PUBLISH_SPEAKER: tr("published speaker"),
        Intention.MERGE_SPEAKERS: tr("merged speakers"),
        Intention.KEEP_APART: tr("speakers kept apart"),
        Intention.HAND_OUT: tr("handout"),
        Intention.MERGE: tr("merged files"),
        Intention.SETTLE_CONFLICT: tr("settled conflict"),
        Intention.DECIDE: tr("decision"),
        Intention.REJECT: tr("rejection"),
        Intention.DISCUSS: tr("note for discussion"),
        Intention.ADD_GOLD: tr("added attribution"),
        Intention.ACCEPT_EXACT: tr("accepted exact matches"),
        Intention.PROMOTE: tr("promotion to gold"),
        Intention.APPLY_TO_VERSION: tr("decision on another version"),
        Intention.RELEASE: tr("release of feedback"),
        Intention.WITHDRAW_RELEASE: tr("withdrawn feedback"),
    }
    return words.get(step.intention, tr("last step"))
