"""A small library of indicators to start from, by topic. Each is a common sign of its field, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from measurement.rules.definitions import Definition


@dataclass(frozen=True, slots=True)
class Ready:
    """One indicator of the library: a key that stays, its topic, and its definition in English."""

    key: str
    topic: str
    definition: Definition


def _percent(
    key: str, topic: str, name: str, plain: str, people: str, said: str, *, good: str = "up", every: str
) -> Ready:
    return Ready(
        key,
        topic,
        Definition(
            name={"en": name},
            sentence={"en": said} if said else {},
            plain_definition={"en": plain},
            unit="percent",
            unit_label={"en": people},
            direction=good,
            frequency=every,
        ),
    )


def _rate(
    key: str, topic: str, name: str, plain: str, people: str, said: str, *, of: int, good: str = "down"
) -> Ready:
    return Ready(
        key,
        topic,
        Definition(
            name={"en": name},
            sentence={"en": said} if said else {},
            plain_definition={"en": plain},
            unit="rate",
            unit_label={"en": people},
            multiplier=of,
            decimals=1,
            direction=good,
            frequency="calendar_year",
        ),
    )


SCHOOL, YEAR = "school_year", "calendar_year"
EARLY, LEARNING, BIRTHS, HOME, WORK, SAFE, HEARD = (
    "Early childhood",
    "School and beyond",
    "Births and health",
    "Housing",
    "Work and income",
    "Safety",
    "Being heard",
)

LIBRARY: tuple[Ready, ...] = (
    _percent(
        "ready-for-kindergarten",
        EARLY,
        "Children ready for kindergarten",
        "Of all children who start kindergarten, those whom the first check of the year finds on track.",
        "children",
        "{figure} children started kindergarten ready to learn",
        every=SCHOOL,
    ),
    _percent(
        "in-preschool",
        EARLY,
        "Three and four year olds in preschool",
        "Of all three and four year olds who live here, those enrolled in a preschool.",
        "children",
        "{figure} three and four year olds were in preschool",
        every=YEAR,
    ),
    _percent(
        "third-grade-reading",
        LEARNING,
        "Third graders reading well",
        "Of all third graders tested, those who reach the state’s reading standard.",
        "students",
        "{figure} third graders read well",
        every=SCHOOL,
    ),
    _percent(
        "chronic-absence",
        LEARNING,
        "Students who miss one day in ten or more",
        "Of all students, those absent on 10 percent or more of school days.",
        "students",
        "{figure} students missed one day in ten or more",
        good="down",
        every=SCHOOL,
    ),
    _percent(
        "graduation",
        LEARNING,
        "Students who graduate on time",
        "Of all students who start ninth grade together, those with a diploma four years later.",
        "students",
        "{figure} students graduated on time",
        every=SCHOOL,
    ),
    _percent(
        "college-enrollment",
        LEARNING,
        "Graduates who go on to college",
        "Of all graduates, those enrolled in a college in the fall after.",
        "graduates",
        "{figure} graduates went on to college",
        every=YEAR,
    ),
    _rate(
        "infant-mortality",
        BIRTHS,
        "Babies who die before their first birthday",
        "Of every 1,000 babies born alive, those who die before they are one year old.",
        "births",
        "{figure} babies died before their first birthday",
        of=1000,
    ),
    _percent(
        "low-birth-weight",
        BIRTHS,
        "Babies born too small",
        "Of all babies born alive, those under 2,500 grams.",
        "births",
        "{figure} babies were born too small",
        good="down",
        every=YEAR,
    ),
    _percent(
        "preterm-birth",
        BIRTHS,
        "Babies born too early",
        "Of all babies born alive, those born before 37 weeks.",
        "births",
        "{figure} babies were born too early",
        good="down",
        every=YEAR,
    ),
    _rate(
        "teen-births",
        BIRTHS,
        "Births to teenagers",
        "Of every 1,000 women aged 15 to 19, those who give birth in a year.",
        "women aged 15 to 19",
        "{figure} women aged 15 to 19 gave birth",
        of=1000,
    ),
    _percent(
        "insured",
        BIRTHS,
        "People with health insurance",
        "Of all people who live here, those with health insurance.",
        "people",
        "{figure} people had health insurance",
        every=YEAR,
    ),
    _percent(
        "rent-burden",
        HOME,
        "Renters who pay too much",
        "Of all households that rent, those who pay more than 30 percent of their income.",
        "households",
        "{figure} households that rent paid too much",
        good="down",
        every=YEAR,
    ),
    _rate(
        "homelessness",
        HOME,
        "People without a home",
        "Of every 10,000 people, those without a home on the night of the yearly count.",
        "people",
        "{figure} people were without a home",
        of=10000,
    ),
    _percent(
        "employed",
        WORK,
        "Adults in work",
        "Of all people aged 25 to 64, those in paid work.",
        "adults",
        "{figure} adults were in work",
        every=YEAR,
    ),
    _percent(
        "child-poverty",
        WORK,
        "Children in poverty",
        "Of all children, those in households under the federal poverty line.",
        "children",
        "{figure} children lived in poverty",
        good="down",
        every=YEAR,
    ),
    _rate(
        "violent-crime",
        SAFE,
        "Violent crimes",
        "Violent crimes known to the police in a year for every 1,000 people.",
        "people",
        "",
        of=1000,
    ),
    _percent(
        "feel-safe",
        SAFE,
        "People who feel safe where they live",
        "Of all people asked, those who feel safe walking alone near home after dark.",
        "people asked",
        "{figure} people asked felt safe where they live",
        every=YEAR,
    ),
    _percent(
        "feel-heard",
        HEARD,
        "Residents who feel heard",
        "Of all residents asked, those who say that decisions here reflect what they said.",
        "residents asked",
        "{figure} residents asked felt heard",
        every=YEAR,
    ),
)


def by_key(key: str) -> Ready | None:
    """Return the entry of a key, or None."""
    return next((ready for ready in LIBRARY if ready.key == key), None)


def by_topic() -> list[tuple[str, list[Ready]]]:
    """Return the library by topic, in its order."""
    topics = list(dict.fromkeys(ready.topic for ready in LIBRARY))
    return [(topic, [ready for ready in LIBRARY if ready.topic == topic]) for topic in topics]
