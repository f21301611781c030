"""More First Birthdays: the invented partners, the seats, and the agenda."""

from __future__ import annotations

from ci_platform.demonstration.steps import AgendaPlan, PartnerPlan, SeatPlan

PARTNERS = (
    PartnerPlan("backbone", "First Year Backbone (illustrative)", "nonprofit", "backbone", "Runs the table and publishes every figure.", "Convenes, measures, reports.", "Does not treat or visit.", "Keeps all partners in one room.", "director", "Calls meetings and publishes figures; decides nothing alone.", "Three people, one of them half time."),
    PartnerPlan("queens", "Queens Village Mothers (illustrative)", "community", "community_body", "Four seats, and the first word on every plan.", "Gathers mothers, names what is wrong.", "Does not collect data on its members.", "Trust.", "monique", "Its three seats vote as each of them sees it.", "Thirty mothers, two evenings a month."),
    PartnerPlan("clinic", "Mill Creek Clinics (illustrative)", "health", "partner", "Open visits until eight in three clinics.", "Care before and after birth.", "Does not deliver babies.", "Sees 4,000 mothers a year.", "", "May change opening hours; new staff goes to its board.", "Three clinics, four evenings a week."),
    PartnerPlan("hospital", "Ohio Valley Birth Center (illustrative)", "health", "partner", "Shares what it learns from every death.", "Births and newborn care. Gives every family a safe crib.", "Does not visit homes.", "Can change what happens in the first hour.", "", "The head of newborn care speaks for the ward, not for the hospital.", "One nurse educator, a day a week."),
    PartnerPlan("circle", "Circle of Doulas (illustrative)", "community", "partner", "Sixty families a year with a doula.", "Stands beside mothers, and visits homes for three months.", "Does not give medical advice.", "Is there at night.", "", "Each doula decides for herself; the circle decides on money.", "Eleven doulas."),
    PartnerPlan("health", "County Health Office (illustrative)", "government", "partner", "Figures every quarter, home visits in five neighborhoods.", "Visits homes in five neighborhoods, and brings safe cribs.", "Does not pay for care.", "Knows every birth.", "", "May move visitors between neighborhoods; posts go to the county.", "Nine visitors."),
    PartnerPlan("homes", "Homes First (illustrative)", "nonprofit", "partner", "Twenty apartments for mothers without a home.", "Housing.", "Does not run shelters.", "A door that locks.", "", "May promise twenty apartments, no more.", "Two caseworkers."),
    PartnerPlan("fund", "River Cities Fund (illustrative)", "philanthropy", "funder", "Core money for four years.", "Pays for the backbone and for mothers’ time.", "Does not choose programmes.", "Stays when a figure falls back.", "", "Its officer may promise 20,000 dollars; more waits for the board.", "Core money for four years."),
)  # fmt: skip

CALLED = {
    "turf": (("service area", "County Health Office"), ("panel", "Mill Creek Clinics")),
    "project": (("grant", "River Cities Fund"), ("protocol", "Ohio Valley Birth Center")),
    "result": (("goal", "Queens Village Mothers"), ("outcome", "River Cities Fund")),
    "indicator": (("outcome", "Ohio Valley Birth Center"), ("measure", "County Health Office")),
}

SEATS = (
    SeatPlan("c1", "Mothers’ seat 1", "community", "monique", "elected", partner="queens", years=5),
    SeatPlan("c2", "Mothers’ seat 2", "community", "tasha", "elected", partner="queens", years=5),
    SeatPlan("c3", "Mothers’ seat 3", "community", "carmen", "lottery", partner="queens", years=5),
    SeatPlan("p1", "Mill Creek Clinics", "partner", "beth", partner="clinic", years=5),
    SeatPlan("p2", "Ohio Valley Birth Center", "partner", "dr.", partner="hospital", years=5),
    SeatPlan("g1", "County Health Office", "public_sector", "will", partner="health", years=5),
    SeatPlan("f1", "River Cities Fund", "funder", "lena", partner="fund", years=5),
    SeatPlan(
        "b1", "Backbone, advisory", "backbone", "director", is_voting=False, partner="backbone", years=5
    ),
)

FIRST = AgendaPlan(
    problem="In Hamilton County more babies die in their first year than in most of the country, and a Black baby is three times as likely to die as a White one. The county’s figure falls and rises again; the distance does not close.",
    vision="Every baby born in Hamilton County lives to see a first birthday, in every neighborhood and every family.",
    approach="We ask mothers first. We look at every figure by group and we learn from every death. Care, housing and rest come before advice. What a partner promises is written down with a date.",
    answers={
        "c1": ("ratify", "Mothers first is the right first sentence."), "c2": ("ratify", ""), "c3": ("ratify", ""), "p1": ("ratify", ""),
        "p2": ("stand_aside", "Our board meets next month."), "g1": ("ratify", ""), "f1": ("ratify", ""),
    },
)  # fmt: skip
AGENDAS = ((910, FIRST),)
