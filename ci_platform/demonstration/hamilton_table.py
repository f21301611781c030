"""More First Birthdays: the invented partners, the seats, and the agenda."""

from __future__ import annotations

from ci_platform.demonstration.steps import AgendaPlan, PartnerPlan, SeatPlan

PARTNERS = (
    PartnerPlan("backbone", "First Year Backbone (illustrative)", "nonprofit", "backbone", "Runs the table and publishes every figure.", "Convenes, measures, reports.", "Does not treat or visit.", "Keeps all partners in one room.", "director"),
    PartnerPlan("queens", "Queens Village Mothers (illustrative)", "community", "community_body", "Four seats, and the first word on every plan.", "Gathers mothers, names what is wrong.", "Does not collect data on its members.", "Trust.", "monique"),
    PartnerPlan("clinic", "Mill Creek Clinics (illustrative)", "health", "partner", "Open visits until eight in three clinics.", "Care before and after birth.", "Does not deliver babies.", "Sees 4,000 mothers a year."),
    PartnerPlan("hospital", "Ohio Valley Birth Center (illustrative)", "health", "partner", "Shares what it learns from every death.", "Births and newborn care.", "Does not visit homes.", "Can change what happens in the first hour."),
    PartnerPlan("circle", "Circle of Doulas (illustrative)", "community", "partner", "Sixty families a year with a doula.", "Stands beside mothers.", "Does not give medical advice.", "Is there at night."),
    PartnerPlan("health", "County Health Office (illustrative)", "government", "partner", "Figures every quarter, home visits in five neighborhoods.", "Home visits, safe cribs.", "Does not pay for care.", "Knows every birth."),
    PartnerPlan("homes", "Homes First (illustrative)", "nonprofit", "partner", "Twenty apartments for mothers without a home.", "Housing.", "Does not run shelters.", "A door that locks."),
    PartnerPlan("fund", "River Cities Fund (illustrative)", "philanthropy", "funder", "Core money for four years.", "Pays for the backbone and for mothers’ time.", "Does not choose programmes.", "Stays when a figure falls back."),
)  # fmt: skip

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
