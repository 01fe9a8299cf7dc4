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
    }
    return words.get(step.intention, tr("last step"))
