"""One paragraph on a data set, for where a description is wanted and nobody has written one."""

from annotator.services.datasets.facts import DatasetFacts
from annotator.words import tr, tr_n


def summary(facts: DatasetFacts) -> str:
    """Return what the data set is and how large, as running text."""
    counts = facts.counts
    targets = dict.fromkeys(one.target for one in facts.project.codebooks)
    sentences = [
        tr(
            "{title}: {attributions} in {articles} of {stories}, coded for who says what about"
            " {target}.",
            title=facts.title,
            attributions=tr_n("{count} attribution", "{count} attributions", facts.rows),
            articles=tr_n("{count} news article", "{count} news articles", counts.articles),
            stories=tr_n("{count} story", "{count} stories", counts.story_count),
            target=", ".join(targets) or facts.title,
        )
    ]
    if counts.first_day and counts.last_day:
        sentences.append(
            tr(
                "The articles appeared from {first} to {last}.",
                first=counts.first_day.isoformat(),
                last=counts.last_day.isoformat(),
            )
        )
    return " ".join(sentences)
