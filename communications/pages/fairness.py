"""The fairness page: by partner, what was raised and adopted, money, seats, recusals, credit. DOMAIN section 2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from communications.rules.fairness import Finding, Share, finding
from engagement.gathering.owner import winners_among
from engagement.models import Alternative, Decision, DecisionOption, Engagement, Recusal
from initiatives.models import Activity, Adaptation, Benefit, Commitment, Membership, RoleHolding, SeatTerm
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

STANDS = ("adopted", "in_force", "review_due", "reaffirmed")
NO_PROMISE = (Commitment.State.PROPOSED, Commitment.State.RELEASED, Commitment.State.RENEGOTIATED)
Homes = Mapping[int, int]
"""For which partner somebody speaks, by person."""


@dataclass(frozen=True, slots=True)
class FairnessRow:
    """One partner with its counts; None: people without an organisation, and partners that left or whose page is withheld."""

    partner: Membership | None
    share: Share


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """All of it."""

    rows: Sequence[FairnessRow]
    finding: Finding
    winner: Membership | None

    @property
    def heading(self) -> str:
        """Whether one organisation's priorities win, in a sentence."""
        if self.finding is Finding.ONE_WINS and self.winner is not None:
            words = _("Half or more of what was adopted came from {partner}: talk about it")
            return words.format(partner=self.winner)
        if self.finding is Finding.ONE_WINS:
            return _(
                "Half or more of what was adopted came from one organisation that is not listed here: talk about it"
            )
        if self.finding is Finding.TOO_LITTLE:
            return _("Too little was adopted to say whose priorities win")
        return _("No one organisation’s priorities win")


class _Rows:
    """All that is counted, asked in one journey."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        seen = Membership.objects.visible_to(viewer)
        self.partners = seen.current(on=today).select_related("organization", "record__initiative")
        ever = Membership.objects.order_by("pk")  # also those that left, and those whose page is withheld
        self.ever = ever.values_list("pk", "organization", "kind")
        held = RoleHolding.objects.filter(membership__isnull=False).order_by("since")
        self.holdings = held.values_list("person", "membership")
        sitting = SeatTerm.objects.filter(seat__membership__isnull=False).order_by("starts_on")
        self.sitting = sitting.values_list("person", "seat__membership")
        now = SeatTerm.objects.on(today).filter(
            seat__is_voting=True, seat__body__is_table=True, seat__ended_on=None
        )
        self.votes = now.order_by().values_list("seat__membership", flat=True)
        decisions = Decision.objects.visible_to(viewer).filter(state__in=STANDS)
        written = Alternative.objects.filter(
            engagement__in=Engagement.objects.visible_to(viewer), withdrawn_at=None
        )
        self.written = written.order_by().values_list("pk", "written_by")
        offered = DecisionOption.objects.filter(decision__in=decisions, decision__purpose="substance")
        self.offered = offered.select_related("decision")
        self.changes = Adaptation.objects.visible_to(viewer).order_by().values_list("asked_by", "is_agreed")
        self.promises = Commitment.objects.visible_to(viewer).filter(money__isnull=False)
        self.recusals = (
            Recusal.objects.filter(decision__in=Decision.objects.visible_to(viewer))
            .order_by()
            .values_list("seat__membership", "person")
        )
        leads = Activity.objects.visible_to(viewer).filter(lead__isnull=False)
        self.leads = leads.order_by().values_list("lead", flat=True)
        gained = Benefit.objects.standing().filter(kind=Benefit.Kind.CREDIT, way=Benefit.Way.GAINS)
        credit = gained.filter(noted_at__isnull=False, membership__in=seen)
        self.credit = credit.order_by().values_list("membership", flat=True)
        ask_together(
            self.partners, self.ever, self.holdings, self.sitting, self.votes, self.written, self.offered, self.changes,
            self.promises, self.recusals, self.leads, self.credit,
        )  # fmt: skip

    @cached_property
    def homes(self) -> Homes:
        """For whom each person speaks: a role for a partner, else a seat kept for one."""
        return dict(self.sitting) | dict(self.holdings)

    @cached_property
    def one_each(self) -> Homes:
        """For each membership the one under which its organisation counts: the listed one, else the last."""
        last = {organization: pk for pk, organization, _kind in self.ever}
        last |= {one.organization_id: one.pk for one in self.partners}
        return {pk: last[organization] for pk, organization, _kind in self.ever}

    @cached_property
    def of_residents(self) -> set[int]:
        """Which memberships are a body of residents."""
        return {pk for pk, _organization, kind in self.ever if kind == Membership.Kind.COMMUNITY_BODY}

    @property
    def adopted(self) -> set[int]:
        """Which written options were chosen by a decision that stands."""
        by_decision: dict[int, list[DecisionOption]] = {}
        for option in self.offered:
            by_decision.setdefault(option.decision_id, []).append(option)
        chosen = [
            option
            for options in by_decision.values()
            for option in winners_among(options, options[0].decision)
        ]
        return {option.alternative_id for option in chosen if option.alternative_id}


def fairness_page(viewer: Viewer, *, today: date) -> FairnessPage:
    """Count everything by partner, as far as this reader may know it."""
    rows = _Rows(viewer, today)
    known = {one.pk: one for one in rows.partners}
    adopted = _adopted(rows)
    found, winner = finding(
        [Share(pk, is_of_residents=pk in rows.of_residents, adopted=count) for pk, count in adopted.items()]
    )
    shares = _shares(rows, known, adopted)
    ordered = sorted(shares, key=lambda one: (one.partner is None, str(known.get(one.partner or 0, ""))))
    named = [FairnessRow(known.get(one.partner) if one.partner else None, one) for one in ordered]
    return FairnessPage(named, found, known.get(winner) if winner else None)


def _home(rows: _Rows, person: int | None) -> int | None:
    membership = rows.homes.get(person) if person is not None else None
    return rows.one_each[membership] if membership is not None else None


def _adopted(rows: _Rows) -> Counter[int | None]:
    """Count what was adopted by the partner it came from, listed or not; None: people without one."""
    chosen = rows.adopted
    won = Counter(_home(rows, by) for pk, by in rows.written if pk in chosen)
    return won + Counter(_home(rows, by) for by, agreed in rows.changes if agreed)


def _shares(rows: _Rows, known: Mapping[int, Membership], adopted: Mapping[int | None, int]) -> list[Share]:
    one_each, of_residents = rows.one_each, rows.of_residents

    def at(partner: int | None) -> int | None:
        found = one_each[partner] if partner is not None else None
        return found if found in known else None

    def home(person: int | None) -> int | None:
        return at(_home(rows, person))

    raised = Counter(home(by) for _pk, by in rows.written) + Counter(home(by) for by, _agreed in rows.changes)
    won: Counter[int | None] = Counter()
    for partner, count in adopted.items():
        won[at(partner)] += count
    votes, leads, credit = (Counter(map(at, found)) for found in (rows.votes, rows.leads, rows.credit))
    recusals = Counter(at(seat) if seat else home(person) for seat, person in rows.recusals)
    return [
        Share(
            key,
            key in of_residents,
            votes[key], raised[key], won[key],
            _money(one for one in rows.promises if at(one.from_membership_id) == key and one.state not in NO_PROMISE),
            _money(one for one in rows.promises if at(one.from_membership_id) == key and one.state == "met"),
            _money(one for one in rows.promises if at(one.to_membership_id) == key and one.state == "met"),
            recusals[key], leads[key], credit[key],
        )
        for key in (*known, None)
    ]  # fmt: skip


def _money(promises: Iterable[Commitment]) -> Decimal:
    return sum((one.money for one in promises if one.money is not None), Decimal(0))
