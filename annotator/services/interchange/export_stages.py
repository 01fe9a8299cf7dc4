"""What an export says that it is at: a stage, and the file where it makes several.

Progress is told as one word for the stage (``write``), with the file behind it where there are
several (``write train.csv``).
"""


def stage_of_file(stage: str, file: str) -> str:
    """Return what is told of a stage at a file; ``file`` is empty where there is only one."""
    return f"{stage} {file}" if file else stage


def stage_and_file(what: str) -> tuple[str, str]:
    """Return the stage and the file, empty without one, of what was told."""
    stage, _, file = what.partition(" ")
    return stage, file
