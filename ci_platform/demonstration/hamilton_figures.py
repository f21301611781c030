"""More First Birthdays: its indicators and where their published figures come from."""

from __future__ import annotations

from ci_platform.demonstration.figures import Extract, Row, is_year
from ci_platform.demonstration.steps import IndicatorPlan, en
from initiatives.models import Population
from measurement.rules.definitions import Definition

COUNTY = "Hamilton County, Ohio"


def county() -> Population:
    """All births in Hamilton County."""
    return Population.objects.get(place=COUNTY)


def ohio() -> Population:
    """All births in Ohio."""
    return Population.objects.get(place="Ohio")


def nation() -> Population:
    """All births in the United States."""
    return Population.objects.get(place="United States")


def _county_pooled(row: Row) -> bool:
    return (
        row["place"] == COUNTY
        and row["period"] == "2017-2023"
        and row["category"] != "Race or origin unknown"
    )


def _first_published(row: Row) -> bool:
    """A single year, as it stood before the correction of 2020."""
    return is_year(row["period"]) and row["status"] != "revised"


YEARLY = {
    "period": "period",
    "category": "category",
    "rate": "rate_per_1000",
    "deaths": "deaths",
    "births": "births",
    "status": "status",
}
POOLED = {"period": "period", "dimension": "dimension", "category": "category"}
BEFORE = {"status": "final", "category": "All", "births": ""}

OLDER_YEARS = (
    {"period": "2012", "rate": "9.2", "deaths": "101", **BEFORE},
    {"period": "2015", "rate": "9.0", "deaths": "", **BEFORE},
)
MORTALITY = IndicatorPlan(
    key="infant-mortality",
    result="birthday",
    population=county,
    listing="headline",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "hamilton_infant_mortality.csv",
        YEARLY,
        lambda row: is_year(row["period"]),
        added=OLDER_YEARS,
    ),
    definition=Definition(
        name=en("Babies who die before their first birthday"),
        sentence=en("{figure} babies died before their first birthday"),
        plain_definition=en(
            "Of every 1,000 babies born alive in the county, those who die before they are one year old."
        ),
        technical_definition=en(
            "Infant deaths divided by live births in the same calendar year, times 1,000, by residence of the mother."
        ),
        why_this_one=en(
            "Every one of these deaths is a family that we know. The figure is counted in the same way everywhere."
        ),
        who_is_missing=en(
            "Figures for Hispanic, Asian and American Indian babies are too few in one year. The seven-year figures show more groups."
        ),
        source=en("Cradle Cincinnati, yearly figures"),
        unit="rate",
        unit_label=en("births"),
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="calendar_year",
    ),
)
MORTALITY_POOLED = IndicatorPlan(
    key="infant-mortality-seven-years",
    result="birthday",
    population=county,
    listing="secondary",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "hamilton_ohio_us_infant_mortality_pooled.csv",
        {
            **POOLED,
            "rate": "rate_per_1000",
            "deaths": "numerator_deaths",
            "births": "denominator_births",
            "status": "status",
        },
        lambda row: _county_pooled(row) and row["status"] != "suppressed",
    ),
    definition=Definition(
        name=en("Babies who die before their first birthday, seven years together"),
        sentence=en("{figure} babies died before their first birthday"),
        plain_definition=en(
            "The same figure over seven years, so that smaller groups can be seen without chance deciding."
        ),
        who_is_missing=en("Groups with fewer than 20 deaths in seven years have no published figure."),
        source=en("County Health Rankings & Roadmaps, from national records of births and deaths"),
        unit="rate",
        unit_label=en("births"),
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="rolling",
    ),
)
MORTALITY_NATION = IndicatorPlan(
    key="infant-mortality-united-states",
    result="birthday",
    population=nation,
    gap_dimension="race-ethnicity",
    benchmark_of="infant-mortality",
    extract=Extract(
        "us_infant_mortality.csv", {"period": "year", "category": "category", "rate": "rate_per_1000"}
    ),
    definition=Definition(
        name=en("Babies who die before their first birthday, United States"),
        sentence=en("{figure} babies in the United States died before their first birthday"),
        plain_definition=en("The same figure for all births in the United States."),
        source=en("Federal Interagency Forum on Child and Family Statistics"),
        unit="rate",
        unit_label=en("births"),
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="calendar_year",
    ),
)
LOW_WEIGHT = IndicatorPlan(
    key="low-birth-weight",
    result="birthday",
    population=county,
    listing="headline",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "hamilton_ohio_us_low_birthweight.csv",
        {**POOLED, "percent": "percent", "numerator": "numerator", "denominator": "denominator"},
        _county_pooled,
    ),
    definition=Definition(
        name=en("Babies born too small"),
        sentence=en("{figure} babies were born too small"),
        plain_definition=en(
            "Of all babies born alive in the county, those under 2,500 grams (5 pounds 8 ounces)."
        ),
        why_this_one=en("Being born too small is the most common road to a death in the first year."),
        who_is_missing=en("130 births whose race or origin is unknown are in the whole and in no group."),
        source=en("County Health Rankings & Roadmaps, from national records of births"),
        unit="percent",
        unit_label=en("births"),
        decimals=1,
        direction="down",
        frequency="rolling",
    ),
)
TEEN_BIRTHS = IndicatorPlan(
    key="teen-births",
    result="mothers",
    population=county,
    listing="secondary",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "hamilton_ohio_us_teen_births.csv",
        {
            **POOLED,
            "rate": "rate_per_1000_women_15_19",
            "numerator": "numerator_births",
            "denominator": "denominator_women_years",
        },
        lambda row: _county_pooled(row) and row["status"] != "suppressed",
    ),
    definition=Definition(
        name=en("Births to teenagers"),
        sentence=en("{figure} women aged 15 to 19 gave birth"),
        plain_definition=en(
            "Of every 1,000 women aged 15 to 19 in the county, those who give birth in a year."
        ),
        who_is_missing=en("Two groups with few births have no published figure."),
        source=en("County Health Rankings & Roadmaps, from national records of births"),
        unit="rate",
        unit_label=en("women aged 15 to 19"),
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="rolling",
    ),
)
SLEEP = IndicatorPlan(
    key="sleep-related-deaths",
    result="birthday",
    population=county,
    listing="headline",
    extract=Extract(
        "hamilton_sleep_related_deaths.csv",
        {"period": "period", "count": "deaths", "source": "source"},
        lambda row: row["measure"] == "total" and is_year(row["period"]),
    ),
    definition=Definition(
        name=en("Babies who die in unsafe sleep"),
        sentence=en("{figure} babies died in unsafe sleep"),
        plain_definition=en("Babies in the county who die in a year in a sleep place that was not safe."),
        who_is_missing=en(
            "2021 and 2022 were not published. By group only shares over several years are known."
        ),
        source=en("Cradle Cincinnati and Hamilton County Public Health, through the press"),
        unit="count",
        unit_label=en("babies"),
        direction="down",
        frequency="calendar_year",
    ),
)
PRETERM = IndicatorPlan(
    key="preterm-birth-ohio",
    result="birthday",
    population=ohio,
    listing="secondary",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "ohio_hamilton_preterm.csv",
        {
            "period": "period",
            "dimension": "dimension",
            "category": "category",
            "percent": "percent",
            "source": "source",
        },
        lambda row: (
            row["place"] == "Ohio"
            and (is_year(row["period"]) or row["period"] == "2024 report card")
            and row["category"] != "Pacific Islander"
        ),
        periods={"2024 report card": "2023"},
    ),
    definition=Definition(
        name=en("Babies born too early, Ohio"),
        sentence=en("{figure} babies in Ohio were born too early"),
        plain_definition=en("Of all babies born alive in Ohio, those born before 37 weeks."),
        who_is_missing=en(
            "Figures for the county alone are not published every year, so we watch the state."
        ),
        source=en("March of Dimes report cards, through the press"),
        unit="percent",
        unit_label=en("births"),
        decimals=1,
        direction="down",
        frequency="calendar_year",
    ),
)
SMOKING = IndicatorPlan(
    key="smoking-in-pregnancy",
    result="mothers",
    population=county,
    listing="secondary",
    extract=Extract(
        "ohio_hamilton_smoking_in_pregnancy.csv",
        {
            "period": "period",
            "dimension": "dimension",
            "category": "category",
            "percent": "percent",
            "source": "source",
        },
        lambda row: row["place"] == COUNTY,
    ),
    definition=Definition(
        name=en("Mothers who smoke in pregnancy"),
        sentence=en("{figure} mothers smoked in pregnancy"),
        plain_definition=en(
            "Of all mothers in the county, those who smoke in the second or third trimester."
        ),
        who_is_missing=en(
            "Only two years are published. They cannot be compared with the state, which counts any smoking."
        ),
        source=en("Cradle Cincinnati"),
        unit="percent",
        unit_label=en("mothers"),
        decimals=1,
        direction="down",
        frequency="calendar_year",
    ),
)
PRENATAL = IndicatorPlan(
    key="early-care",
    result="mothers",
    population=county,
    listing="data_development",
    extract=None,
    definition=Definition(
        name=en("Mothers with care in the first three months"),
        plain_definition=en(
            "Of all mothers in the county, those who saw a doctor or midwife in the first three months."
        ),
        why_this_one=en(
            "Mothers say that this is where being heard begins. We ask the state for it by neighborhood."
        ),
        unit="percent",
        unit_label=en("mothers"),
        direction="up",
        frequency="calendar_year",
    ),
)


def before_correction() -> IndicatorPlan:
    """The yearly figures as they stood before the one for Black babies of 2020 was corrected."""
    extract = Extract(
        "hamilton_infant_mortality.csv",
        YEARLY,
        _first_published,
        added=(*OLDER_YEARS, FIRST_VALUE),
    )
    return IndicatorPlan(MORTALITY.key, MORTALITY.definition, extract, MORTALITY.result, county)


FIRST_VALUE = {
    "period": "2020",
    "category": "Black",
    "rate": "10.6",
    "deaths": "",
    "births": "",
    "status": "final",
}
