"""What partners say that they do and do not do, laid beside each other; and what each calls the shared words."""

from __future__ import annotations

from initiatives.rules.crosswalk import Call, calls_of, two_meanings
from initiatives.rules.turf import Meeting, Said, seams, shared_ground

SCHOOLS, LIBRARY, HEALTH, MILL = 1, 2, 3, 4
TABLE = [
    Said(SCHOOLS, "Teaches 14,000 students. Homework help until six.", "Does not offer child care or health visits."),
    Said(LIBRARY, "Rooms, and help with homework in eight branches.", "Does not teach."),
    Said(HEALTH, "Nurses, glasses and home visits."),
    Said(MILL, "Paid summer work."),
]  # fmt: skip


def test_two_that_name_the_same_share_ground_and_nobody_else_does() -> None:
    assert shared_ground(TABLE) == [Meeting(SCHOOLS, LIBRARY, ("homework", "help"))]


def test_where_one_stops_another_begins() -> None:
    assert seams(TABLE) == [
        Meeting(SCHOOLS, HEALTH, ("visits",)),
        Meeting(LIBRARY, SCHOOLS, ("teach",)),
    ]


def test_what_a_partner_does_at_other_hours_is_no_seam_of_its_own() -> None:
    found = seams([Said(1, "School buses.", "No buses after five."), Said(2, "Buses to work.")])
    assert found == []


def test_a_word_that_many_use_says_nothing_about_two() -> None:
    alike = [Said(key, f"Reading with children {name}") for key, name in enumerate("abcdefg")]
    assert shared_ground(alike) == []
    assert len(shared_ground(alike[:2])) == 1


def test_two_words_that_all_agreed_to_mean_one_thing_are_the_same() -> None:
    said = [Said(1, "Sees a caseload of mothers."), Said(2, "Has a turf of four streets.")]
    assert shared_ground(said) == []
    assert shared_ground(said, same={"caseload": "turf"}) == [Meeting(1, 2, ("caseload",))]


def test_spanish_is_read_as_well() -> None:
    said = [Said(1, "Visitas y exámenes de la vista."), Said(2, "Una visita, y un examen.")]
    assert shared_ground(said)[0].words[0] == "visitas"


def test_one_word_for_two_things_is_found_and_a_partner_knows_its_own() -> None:
    calls = [
        Call(1, "outcome", "County Health"),
        Call(2, "Outcome", "The Fund"),
        Call(1, "metric", "The Fund"),
    ]
    assert [(one.word, len(one.calls)) for one in two_meanings(calls)] == [("outcome", 2)]
    assert calls_of("The Fund (illustrative)", calls) == calls[1:]
    assert two_meanings(calls[1:]) == []
