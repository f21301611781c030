"""Every Student Graduates: the invented partners, the seats, and the three versions of the agenda."""

from __future__ import annotations

from ci_platform.demonstration.steps import AgendaPlan, PartnerPlan, SeatPlan

PARTNERS = (
    PartnerPlan("backbone", "North Star Backbone (illustrative)", "nonprofit", "backbone", "Runs the table, keeps the record, publishes every figure.", "Convenes, measures, reports.", "Does not run programmes.", "Nobody else has the time to keep all together.", "director", "Asks, writes down and reports; decides nothing alone.", "Four people, and a room for forty."),
    PartnerPlan("council", "Students’ and Families’ Council (illustrative)", "community", "community_body", "Brings five seats, and asks what others forget.", "Decides with us and tells us when we miss.", "Does not speak for the schools.", "Only it knows what a school day is like.", "resident", "Its five seats vote as each of them sees it.", "Two evenings a month, paid by the hour."),
    PartnerPlan("riverside", "Riverside School District (illustrative)", "education", "partner", "Shares attendance every month and opens two schools for evening work.", "Teaches 14,000 students. Calls the family on the first day that a student is absent. Homework help until six in two schools.", "Does not offer child care or health visits.", "The only partner that sees every student every day.", "partner", "The superintendent signs for buildings and staff time; money goes back to the school board.", "Two buildings until nine, and an attendance clerk in each school."),
    PartnerPlan("lakes", "Lakes and Prairies Schools (illustrative)", "education", "partner", "Shares figures twice a year.", "Nine small rural schools, and the buses between them.", "Does not run buses after five.", "Knows the distances.", "", "Decides for its schools; what costs money waits for two boards.", "One principal, half a day a week, who drives forty miles."),
    PartnerPlan("bridges", "Bridges Youth Work (illustrative)", "nonprofit", "partner", "Forty mentors for ninth graders.", "Mentors and after-school rooms.", "Does not tutor for tests.", "Reaches students who have stopped coming.", "", "May promise mentors, not buildings.", "Forty mentors, nine of them not found yet."),
    PartnerPlan("health", "Maple County Health (illustrative)", "health", "partner", "School nurses two days a week in six schools.", "Nurses, glasses, counselling, and home visits. Calls the family of a child that is ill for a third day.", "Does not treat long illness.", "Can find out why a child is absent.", "", "May shift nurses between schools; new posts go to the county.", "Two nurses, two days a week."),
    PartnerPlan("library", "Twin Rivers Library (illustrative)", "government", "partner", "Homework rooms in eight branches until eight.", "Rooms, books, internet, and homework help until eight.", "Does not teach.", "Open when schools are closed.", "", "May open any branch until nine on its own word.", "Eight branches, one librarian each after five."),
    PartnerPlan("employers", "Lakeside Employers’ Circle (illustrative)", "business", "partner", "Two hundred paid summer places.", "Paid summer work, and buses that bring students to it.", "Does not hire under sixteen.", "Can pay students for learning.", "", "Speaks for twelve firms; each hires on its own.", "Two hundred summer places, and one coordinator in spring."),
    PartnerPlan("commonwealth", "Commonwealth Fund for Learning (illustrative)", "philanthropy", "funder", "Three years of core money, without conditions on single programmes.", "Pays for the backbone and for residents’ time.", "Does not choose programmes.", "Patience.", "funder", "May promise up to 50,000 dollars; more waits for its board in March and September.", "Core money for three years."),
)  # fmt: skip

CALLED = {
    "turf": (("caseload", "Maple County Health"), ("attendance area", "Riverside School District")),
    "project": (("grant", "Commonwealth Fund for Learning"), ("pilot", "Riverside School District")),
    "indicator": (("outcome", "Maple County Health"), ("metric", "Lakeside Employers’ Circle")),
    "result": (("outcome", "Commonwealth Fund for Learning"),),
    "group": (("advisory panel", "Maple County Health"),),
}

SEATS = (
    SeatPlan("c1", "Community seat 1", "community", "resident", "elected", partner="council", years=5),
    SeatPlan("c2", "Community seat 2", "community", "amina", "elected", partner="council", years=4),
    SeatPlan("c3", "Community seat 3", "community", "joseph", "elected", partner="council", years=5),
    SeatPlan("c4", "Community seat 4", "community", "rosa", "lottery", partner="council"),
    SeatPlan("y1", "Youth seat 1", "youth", "pang", "elected", partner="council", years=4),
    SeatPlan("y2", "Youth seat 2", "youth", "", "elected", partner="council"),
    SeatPlan("p1", "Riverside School District", "partner", "partner", partner="riverside", years=5),
    SeatPlan("p2", "Lakes and Prairies Schools", "partner", "denise", partner="lakes", years=4),
    SeatPlan("p3", "Maple County Health", "public_sector", "keisha", partner="health", years=5),
    SeatPlan("p4", "Bridges Youth Work", "partner", "eli", partner="bridges", years=4),
    SeatPlan("f1", "Commonwealth Fund for Learning", "funder", "nora", partner="commonwealth", years=5),
    SeatPlan(
        "b1", "Backbone, advisory", "backbone", "director", is_voting=False, partner="backbone", years=5
    ),
)

PROBLEM = (
    "In Minnesota 84 of every 100 students finish high school in four years. For American Indian students it is 56, for students without a home 45. "
    "The distance has been there for as long as anybody has counted, and good averages have hidden it."
)
VISION = "Every student in Minnesota finishes high school on time, whoever they are and wherever they live."
APPROACH = (
    "We look at the same figures, for every group, on the same day. We start with ninth grade and with being in school. "
    "Families and students decide with us. Each partner does what it does best and says what it will not do."
)

FIRST = AgendaPlan(
    problem=PROBLEM.replace(" For American Indian students it is 56, for students without a home 45.", ""),
    vision="Every student in Minnesota finishes high school on time.",
    approach=APPROACH.replace("Families and students decide with us. ", "We ask families and students for advice. "),
    answers={
        "c1": ("ratify", "A beginning. I will ask again who decides."), "c2": ("ratify", ""), "c3": ("dissent", "Advice is not deciding. We have given advice for thirty years."),
        "c4": ("ratify", ""), "y1": ("stand_aside", "I have not read all of it."), "p1": ("ratify", ""), "p2": ("ratify", ""), "p3": ("ratify", ""), "f1": ("ratify", ""),
    },
)  # fmt: skip
SECOND = AgendaPlan(
    problem=PROBLEM,
    vision=VISION,
    approach=APPROACH,
    changes="Names the groups that are furthest behind, and lets families and students decide instead of advise.",
    answers={
        "c1": ("ratify", "Now it says who decides."), "c2": ("ratify", ""), "c3": ("ratify", "Thank you for hearing it."), "c4": ("ratify", ""),
        "y1": ("ratify", ""), "p1": ("ratify", ""), "p2": ("dissent", "Nine rural schools cannot send somebody to every meeting. Say how distance is shared."),
        "p3": ("ratify", ""), "p4": ("ratify", ""), "f1": ("ratify", ""),
    },
)  # fmt: skip
THIRD = AgendaPlan(
    problem=PROBLEM,
    vision=VISION,
    approach=APPROACH.replace(
        "Each partner does", "Whoever lives far away takes part online with the same vote. Each partner does"
    ),
    changes="Answers the dissent of the rural schools: whoever lives far away takes part online with the same vote.",
    answers={
        "c2": ("ratify", ""),
        "p2": ("ratify", "This is what we asked for."),
        "p3": ("ratify", ""),
        "f1": ("ratify", ""),
    },
    is_closed=False,
)
AGENDAS = ((1140, FIRST), (520, SECOND), (17, THIRD))
