"""Lists of groups to start from: the common ways to read a figure for groups, each group with its names in files.

An initiative takes a list and changes it; the order is fixed and means nothing. The race and ethnicity list follows
the groups in which United States schools and vital statistics report. Words are {language: text}.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StarterGroup:
    """A group as it starts: what it is called, and what files call it."""

    slug: str
    name: dict[str, str]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StarterList:
    """A dimension as it starts. An exhaustive one leaves nobody out, so that its groups add up to the whole."""

    kind: str
    slug: str
    name: dict[str, str]
    is_exhaustive: bool
    groups: tuple[StarterGroup, ...]


def _said(english: str, spanish: str) -> dict[str, str]:
    return {"en": english, "es": spanish}


RACE_ETHNICITY = StarterList(
    "race_ethnicity",
    "race-ethnicity",
    _said("Race and ethnicity", "Raza y etnia"),
    True,
    (
        StarterGroup(
            "american-indian",
            _said("American Indian or Alaska Native", "Indígena estadounidense o nativo de Alaska"),
            ("American Indian", "American Indian/Alaska Native", "Native American", "AI/AN"),
        ),
        StarterGroup(
            "asian-pacific-islander",
            _said("Asian or Pacific Islander", "Asiático o de las islas del Pacífico"),
            ("Asian", "Asian/Pacific Islander", "Asian / Pacific Islander", "API"),
        ),
        StarterGroup(
            "black",
            _said("Black or African American", "Negro o afroamericano"),
            ("Black", "African American"),
        ),
        StarterGroup(
            "hispanic",
            _said("Hispanic or Latino", "Hispano o latino"),
            ("Hispanic", "Latino", "Latina", "Latinx"),
        ),
        StarterGroup("white", _said("White", "Blanco"), ("White, non-Hispanic", "Non-Hispanic White")),
        StarterGroup(
            "two-or-more",
            _said("Two or more races", "Dos o más razas"),
            ("Two or more", "Multiracial", "Multi-racial"),
        ),
    ),
)
SEX = StarterList(
    "sex",
    "sex",
    _said("Sex", "Sexo"),
    True,
    (
        StarterGroup("female", _said("Female", "Mujeres"), ("F", "Girls", "Women")),
        StarterGroup("male", _said("Male", "Hombres"), ("M", "Boys", "Men")),
    ),
)
AGE = StarterList(
    "age",
    "age",
    _said("Age", "Edad"),
    True,
    (
        StarterGroup("under-18", _said("Under 18", "Menores de 18"), ("0-17", "<18", "Children")),
        StarterGroup("18-64", _said("18 to 64", "De 18 a 64"), ("18-64", "Adults")),
        StarterGroup("65-and-over", _said("65 and over", "De 65 o más"), ("65+", "Older adults", "Seniors")),
    ),
)
INCOME = StarterList(
    "income",
    "income",
    _said("Income", "Ingresos"),
    False,
    (
        StarterGroup(
            "low-income",
            _said("Low income", "Ingresos bajos"),
            ("Economically disadvantaged", "Low-income", "Free or reduced-price meals", "FRPL"),
        ),
        StarterGroup(
            "not-low-income",
            _said("Not low income", "Ingresos no bajos"),
            ("Not economically disadvantaged", "Non-low-income"),
        ),
    ),
)
LANGUAGE = StarterList(
    "language",
    "language",
    _said("Language", "Idioma"),
    False,
    (
        StarterGroup(
            "english-learners",
            _said("English learners", "Estudiantes de inglés"),
            ("English learner", "Limited English proficiency", "LEP", "ELL", "Multilingual learners"),
        ),
        StarterGroup(
            "not-english-learners", _said("Not English learners", "No estudiantes de inglés"), ("Non-EL",)
        ),
    ),
)
DISABILITY = StarterList(
    "disability",
    "disability",
    _said("Disability", "Discapacidad"),
    False,
    (
        StarterGroup(
            "with-disabilities",
            _said("With a disability", "Con discapacidad"),
            ("Students with disabilities", "Children with disabilities", "Special education", "SWD"),
        ),
        StarterGroup(
            "without-disabilities",
            _said("Without a disability", "Sin discapacidad"),
            ("Students without disabilities", "No disability"),
        ),
    ),
)
HOUSING = StarterList(
    "housing",
    "housing",
    _said("Housing", "Vivienda"),
    False,
    (
        StarterGroup(
            "homeless",
            _said("Without a home", "Sin hogar"),
            ("Homeless", "Homeless students", "Students experiencing homelessness"),
        ),
        StarterGroup("housed", _said("With a home", "Con hogar"), ("Housed", "Not homeless")),
    ),
)

STARTER_LISTS: dict[str, StarterList] = {
    one.slug: one for one in (RACE_ETHNICITY, SEX, AGE, INCOME, LANGUAGE, DISABILITY, HOUSING)
}
