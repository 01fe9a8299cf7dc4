"""Ctrl+C: how it is told from a failure, and the exit status that it has."""

STOPPED_BY_KEY = 130
"""What shells give a program that Ctrl+C ended."""


def stopped_by_key(error: BaseException) -> bool:
    """Tell whether Ctrl+C is behind an error.

    Where it comes while a class is made, as when modules are loaded, Python raises another error
    because of it.
    """
    found: BaseException | None = error
    while found is not None and not isinstance(found, KeyboardInterrupt):
        found = found.__cause__ or found.__context__
    return found is not None
