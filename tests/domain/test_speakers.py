import pytest

from annotator.domain.speakers import SpeakerKind, guessed_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ingrid Valmont", SpeakerKind.NAMED_PERSON),
        ("a senior official", SpeakerKind.UNNAMED_PERSON),
        ("“one diplomat”", SpeakerKind.UNNAMED_PERSON),
        ("پروانه ساعدی", SpeakerKind.NAMED_PERSON),
        ("", SpeakerKind.NAMED_PERSON),
    ],
)
def test_the_first_letter_tells_a_description_from_a_name(name: str, kind: SpeakerKind) -> None:
    assert guessed_kind(name) is kind
