"""The form by which a question is put to a group: what is asked, under which rule, who may vote, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engagement.actions.motions import Motion, OptionText
from engagement.forms.consequences import consequence_fields
from engagement.forms.votes import PersonChoice
from engagement.gathering.advisers import community_decides
from engagement.models import Decision, Engagement
from engagement.pages.vote_words import BASES
from engagement.rules.methods import (
    HALF,
    Approval,
    Base,
    Budget,
    Consensus,
    Consent,
    Dots,
    FistToFive,
    Irv,
    Majority,
    Rule,
    Score,
    StanceRule,
    Star,
    Stv,
    Supermajority,
    TooDear,
)
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, OpeningFloor, Quorum, TakingPart
from engagement.rules.purposes import is_for_owner
from engagement.rules.representation import RESIDENTS
from engagement.rules.spectrum import Level
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Body, Initiative, Person, Seat

TWO_THIRDS = Fraction(2, 3)
ADVISER = Decision.Purpose.ADVISER_MAY_VOTE
RULES = [
    ("consent", _("Consent: no concern that must be resolved is left")),
    ("consensus", _("Consensus: nobody blocks")),
    ("fist_to_five", _("Five fingers: nobody below 2, half show 3 or more")),
    ("majority", _("Majority: more than half")),
    ("two_thirds", _("Two thirds")),
    ("approval", _("Approval: mark what you can agree to")),
    ("score", _("Scores: 0 to 5 for each")),
    ("dots", _("Dots: spread points")),
    ("budget", _("Participatory budget: spread points, paid until the money is spent")),
    ("star", _("STAR: stars, then the better liked of the two best")),
    ("irv", _("Order: the last one leaves, until one has more than half")),
    ("stv", _("Order: several are chosen by single transferable vote")),
]
SHARES = [("", _("No quorum")), ("1/3", _("a third")), ("1/2", _("half")), ("2/3", _("two thirds"))]
TAKING_PART = [
    (TakingPart.VOTED.value, _("Whoever votes")),
    (TakingPart.PRESENT.value, _("Whoever votes or is in the room")),
]
COUNTED = [
    (CountedBy.SEATS.value, _("Seats, people or slips")),
    (CountedBy.MEMBERS.value, _("Organizations and people, each once")),
]
FALLBACKS = [
    ("", _("None: then it is revised or withdrawn")),
    ("majority", _("More than half")),
    ("two_thirds", _("Two thirds")),
]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be put to a vote here: for which purposes, to which groups, and about whom."""

    purposes: tuple[str, ...]
    bodies: QuerySet[Body]
    people: QuerySet[Person]


class MotionForm(LocalizedForm):
    """A question for a group. In an engagement the options are those that were fixed."""

    def __init__(
        self, *args: Any, initiative: Initiative, engagement: Engagement | None, offer: Offer, **kwargs: Any
    ) -> None:
        """Ask for it part by part."""
        super().__init__(*args, languages=initiative.languages, **kwargs)
        self.initiative, self.engagement, self.offer = initiative, engagement, offer
        self._ask_purpose()
        self.add_texts(
            "question", label=_("The question"), hint=_("As it stands on the ballot."), rows=2, most=300
        )
        self._ask_group()
        self._ask_rule()
        self._ask_requirements()
        self._ask_voters()
        self._ask_days()

    def _ask_purpose(self) -> None:
        purposes = self.offer.purposes
        if len(purposes) > 1:
            names = dict(Decision.Purpose.choices)
            self.fields["purpose"] = forms.ChoiceField(
                label=_("What is decided by it?"), choices=[(one, names[one]) for one in purposes],
                initial=purposes[0], widget=forms.RadioSelect,
            )  # fmt: skip
        if ADVISER in purposes:
            self.fields["about_person"] = PersonChoice(
                self.offer.people, label=_("Who shall vote as a resident?"), required=False, empty_label=_("Nobody"),
                help_text=_("Only where the vote is whether an adviser may vote."),
            )  # fmt: skip

    def _ask_group(self) -> None:
        if len(self.offer.bodies) > 1:
            self.fields["body"] = forms.ModelChoiceField(
                label=_("Which group decides?"), queryset=self.offer.bodies, initial=self.offer.bodies[0]
            )
        if self.engagement is None:
            self.fields["options"] = forms.CharField(
                label=_("Options, one on each line"), required=False, max_length=2000,
                help_text=_("Only for rules that choose between options."), widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def _ask_rule(self) -> None:
        self.fields["rule"] = forms.ChoiceField(label=_("Rule"), choices=RULES, initial="consent")
        self.fields["base"] = forms.ChoiceField(
            label=_("A share is taken"),
            choices=[(one.value, words) for one, words in BASES.items()],
            initial="decided",
        )
        self.fields["winners"] = forms.IntegerField(
            label=_("How many options are chosen?"), min_value=1, initial=1
        )
        self.fields["points"] = forms.IntegerField(
            label=_("Points to spread"), min_value=1, max_value=100, initial=5
        )

    def _ask_requirements(self) -> None:
        self._ask_quorum()
        self.fields["community"] = forms.BooleanField(
            label=_("Most of the residents’ seats must agree as well"), required=False, initial=True
        )
        self.fields["floor"] = forms.BooleanField(
            label=_("It opens only while residents hold half of the filled seats"), required=False
        )
        self.fields["vacancies"] = forms.BooleanField(label=_("Empty seats count"), required=False)
        self.fields["by_organisation"] = forms.BooleanField(
            label=_("One vote for each organisation"), required=False
        )
        self.fields["fallback"] = forms.ChoiceField(
            label=_("If a concern stays after mediation"), choices=FALLBACKS, required=False
        )

    def _ask_quorum(self) -> None:
        self.fields["quorum"] = forms.ChoiceField(
            label=_("How many must take part?"), choices=SHARES, initial="1/2", required=False
        )
        self.fields["quorum_number"] = forms.IntegerField(
            label=_("Or at least this many"), help_text=_("A number here takes the place of the share."),
            min_value=1, max_value=100_000, required=False,
        )  # fmt: skip
        self.fields["quorum_by"] = forms.ChoiceField(
            label=_("Who takes part?"), choices=TAKING_PART, initial=TakingPart.VOTED.value, required=False
        )
        self.fields["quorum_of"] = forms.ChoiceField(
            label=_("What is counted?"), choices=COUNTED, initial=CountedBy.SEATS.value, required=False
        )
        self.fields["residents_quorum"] = forms.BooleanField(
            label=_("Half of the residents’ seats must take part as well"), required=False
        )

    def _ask_voters(self) -> None:
        names = dict(Decision._meta.get_field("electorate_of").choices or [])
        hint = _("Seats vote in the open. People and slips of paper vote in secret.")
        if self._is_of_seats:
            names, hint = (
                {"seats": names["seats"]},
                _("At this level the seats of the group vote, in the open."),
            )
        self.fields["electorate_of"] = forms.ChoiceField(
            label=_("Who votes?"), choices=list(names.items()), initial="seats", help_text=hint
        )
        self.fields["elects_people"] = forms.BooleanField(
            label=_("People are elected, so seats vote in secret as well"), required=False
        )
        if self._is_of_seats:
            return
        self.add_texts(
            "eligibility", label=_("Who may vote, in words"), needed=False, rows=2, most=500,
            hint=_("For votes of people or by slip: everybody reads it before the vote opens."),
        )  # fmt: skip

    def _ask_days(self) -> None:
        self.fields["opens_on"] = day_field(
            _("Opens on"), required=False, hint=_("Without a day: after the notice of the bylaws.")
        )
        self.fields["closes_on"] = day_field(_("Open until the end of"), required=False)
        self.fields.update(consequence_fields())

    @property
    def _is_of_seats(self) -> bool:
        """Whether people have no vote in it themselves: below EMPOWERING nobody has promised them one."""
        return self.engagement is not None and not community_decides(self.engagement)

    @property
    def purpose(self) -> str:
        """What is decided by it."""
        return str(self.cleaned_data.get("purpose") or self.offer.purposes[0])

    @property
    def body(self) -> Body | None:
        """The group that is asked: the owner where it answers the joint group, and that one itself by what it judges."""
        if self.engagement and is_for_owner(self.purpose, Level(self.engagement.level)):
            return self.offer.bodies.filter(is_table=True).first()
        if self.engagement and self.purpose == Decision.Purpose.CRITERIA:
            return self.engagement.body
        found: Body | None = self.cleaned_data.get("body") or self.offer.bodies.first()
        return found

    @property
    def motion(self) -> Motion:
        """The question with its rule and requirements. Raises RuleBroken for what cannot be voted on."""
        said = self.cleaned_data
        return Motion(
            question=self.texts("question"),
            rule=self._rule(said["rule"]),
            modifiers=self._modifiers(),
            purpose=self.purpose,
            electorate_of=said["electorate_of"],
            elects_people=said["elects_people"],
            options=self._options(),
            eligibility={} if self._is_of_seats else self.texts("eligibility"),
            review_on=said["review_on"],
            carried_out_by=said["carried_out_by"],
            carry_out_by=said["carry_out_by"],
            about_person=said.get("about_person") if self.purpose == ADVISER else None,
        )

    @property
    def opens_at(self) -> datetime | None:
        """The beginning of the first day, where the initiative is."""
        return self._instant("opens_on", time())

    @property
    def closes_at(self) -> datetime | None:
        """The last minute of the last day."""
        return self._instant("closes_on", time(23, 59))

    def _instant(self, name: str, at: time) -> datetime | None:
        day: date | None = self.cleaned_data[name]
        return datetime.combine(day, at, ZoneInfo(self.initiative.zone)) if day else None

    def _rule(self, name: str) -> Rule:
        said = self.cleaned_data
        winners, points, base = said["winners"], said["points"], Base(said["base"])
        money = int((self.engagement.money or 0) * 100) if self.engagement else 0
        makers: dict[str, Callable[[], Rule]] = {
            "consent": Consent,
            "consensus": lambda: Consensus(1),
            "fist_to_five": lambda: FistToFive(2, HALF, base),
            "majority": lambda: Majority(base),
            "two_thirds": lambda: Supermajority(TWO_THIRDS, base, is_strict=False),
            "approval": lambda: Approval(winners),
            "score": lambda: Score(winners, 5),
            "dots": lambda: Dots(winners, points),
            "budget": lambda: Budget(points, money, TooDear.SKIP),
            "star": Star,
            "irv": Irv,
            "stv": lambda: Stv(winners),
        }
        return makers[name]()

    def _modifiers(self) -> Modifiers:
        said = self.cleaned_data
        kinds = self._kinds_of_residents()
        return Modifiers(
            are_vacancies_counted=said["vacancies"],
            quorums=self._quorums(kinds),
            class_agreements=self._agreements(kinds) if said["community"] else (),
            opening_floor=OpeningFloor(kinds, HALF) if said["floor"] and kinds else None,
            is_by_organisation=said["by_organisation"],
            fallback=self._rule(said["fallback"]) if said["fallback"] else None,
        )

    def _quorums(self, kinds: tuple[str, ...]) -> tuple[Quorum, ...]:
        """A number or a share of all, and half of the residents' seats by themselves."""
        said = self.cleaned_data
        by = TakingPart(said["quorum_by"] or TakingPart.VOTED)
        counted = CountedBy(said["quorum_of"] or CountedBy.SEATS)
        share = Fraction(said["quorum"]) if said["quorum"] else None
        needed = said["quorum_number"] or share
        found = [Quorum(needed, by, counted)] if needed else []
        if said["residents_quorum"] and kinds:
            found.append(Quorum(HALF, by, CountedBy.SEATS, kinds))
        return tuple(found)

    def _agreements(self, kinds: tuple[str, ...]) -> tuple[ClassAgreement, ...]:
        return (ClassAgreement(kinds, HALF, is_strict=False, base=Base.CAST),) if kinds else ()

    def _kinds_of_residents(self) -> tuple[str, ...]:
        """Return the kinds of residents' seats in the group, where seats vote."""
        if self.cleaned_data["electorate_of"] != "seats":
            return ()
        own = Seat.objects.voting().filter(body=self.body, seat_class__in=RESIDENTS)
        return tuple(sorted(set(own.values_list("seat_class", flat=True))))

    def _options(self) -> list[OptionText]:
        lines = [line.strip() for line in self.cleaned_data.get("options", "").splitlines()]
        if self._is_stance():
            return []
        return [OptionText({self.languages[0]: line}) for line in lines if line]

    def _is_stance(self) -> bool:
        return isinstance(self._rule(self.cleaned_data["rule"]), StanceRule)
