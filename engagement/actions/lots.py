"""Public lots: announced with where the seed will come from, drawn later, and drawn again by anybody. SPECTRUM section 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box, moment_of
from engagement.actions.outcomes import conclude, status_of
from engagement.actions.permitting import refuse_advisers
from engagement.gathering.questions import question_of
from engagement.gathering.voters import needs_tellers, sits_in
from engagement.models import Decision, Engagement, Lot, PanelMember, Volunteer, VolunteerGroup
from engagement.rules.lottery import Quota, draw
from engagement.rules.lottery import Volunteer as Entered
from engagement.rules.recount import publish
from engagement.rules.spectrum_table import Deed
from engagement.rules.ties import BodyChoice
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Category, Person, local
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LEAST_BETWEEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Places:
    """How many places of a panel a group has: at least and at most."""

    group: Category
    least: int
    most: int


# --- Ties -----------------------------------------------------------------------------------------------------------------
@witnessed
def announce_tie_lot(*, decision: Decision, seed_source: Texts, by: Person) -> Lot:
    """Announce where the seed of a public lot will come from, before anybody can know it."""
    decision = _tied(decision, by)
    _check_source(seed_source)
    if decision.lots.exists():
        raise RuleBroken(_("A lot is announced already. Its seed can’t be chosen anew."))
    lot = Lot.objects.create(
        decision=decision,
        purpose=Lot.Purpose.TIE,
        seed_source=seed_source,
        announced_by=by,
        announced_at=clock.now(),
    )
    record("lot.announced", by=by, about=decision, facts={"seed_source": dict(seed_source)})
    return lot


@witnessed
def draw_tie_lot(*, lot: Lot, seed: str, by: Person) -> Decision:
    """Break a tie by the seed that was announced; the count goes on with it, and anybody can do it again."""
    assert lot.decision is not None  # noqa: S101  (the purpose says so, and the database)
    decision = _tied(lot.decision, by)
    _draw(lot, seed, by)
    record("lot.drawn", by=by, about=decision, facts={"seed": lot.seed})
    return _count_again(decision, by)


@witnessed
def let_body_choose(*, decision: Decision, because: Decision, by: Person) -> Decision:
    """Break the open tie as the body chose in a vote of its own: on the tied options and no others, after they were counted."""
    decision = _tied(decision, by)
    tie = (decision.result or {})["outcome"]["ties"][-1]
    choice = BodyChoice(tie["purpose"], tuple(tie["options"]), _chosen_in(because, decision, tie["options"]))
    kept = {"purpose": str(choice.purpose), "options": list(choice.options), "chosen": choice.chosen}
    decision.tie_choices = [*decision.tie_choices, kept | {"because": because.record.number}]
    decision.save(update_fields=["tie_choices"])
    return _count_again(decision, by)


def _chosen_in(because: Decision, decision: Decision, tied: Sequence[str]) -> str:
    """Return which of the tied options won in another vote of the body. Raises RuleBroken unless it was about them alone."""
    if because.round.body_id != decision.round.body_id or because.in_force_at is None or because == decision:
        raise RuleBroken(
            _("The group breaks the tie in a vote of its own. Name a decision of it that is in force.")
        )
    names = {key: words for key, words in _names(decision).items() if key in tied}
    ballot = _names(because)
    is_later = because.round.closes_at > decision.round.closes_at
    if sorted(ballot.values()) != sorted(names.values()) or not is_later:
        raise RuleBroken(
            _(
                "That vote was not about this tie. Put the tied options to the group, in the same words and no "
                "others, now that they have been counted."
            ),
            field="because",
        )
    winners = (because.result or {})["outcome"]["winners"]
    if len(winners) != 1:
        raise RuleBroken(
            _("In that vote no single option was chosen. A public lot can break the tie."), field="because"
        )
    return next(key for key, words in names.items() if words == ballot[winners[0]])


def _names(decision: Decision) -> dict[str, str]:
    """Return the options of a ballot by their keys, as the initiative's first language says them."""
    language = decision.record.initiative.language
    return {one.key: (one.title.get(language) or local(one.title)).strip() for one in decision.options.all()}


# --- Panels ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Days:
    """Until when names go into the hat, and from when on the seed can be known: never before the hat is closed."""

    hat_closes_at: datetime
    seed_at: datetime


@witnessed
def announce_panel_lot(
    *,
    engagement: Engagement,
    places: int,
    seed_source: Texts,
    days: Days,
    by: Person,
    quotas: Sequence[Places] = (),
) -> Lot:
    """Announce the draw of a panel from volunteers: how many places, for which group, when the hat closes, which seed."""
    refuse_advisers(by=by, engagement=engagement, deed=Deed.MOVE_MOTION)
    _check_source(seed_source)
    kept = [{"group": one.group.pk, "least": one.least, "most": one.most} for one in quotas]
    if places < 1 or sum(one.least for one in quotas) > places:
        raise RuleBroken(_("The groups are owed more places than there are."), field="places")
    _check_days(days)
    lot = Lot.objects.create(
        engagement=engagement,
        purpose=Lot.Purpose.PANEL,
        places=places,
        quotas=kept,
        seed_source=seed_source,
        hat_closes_at=days.hat_closes_at,
        seed_at=days.seed_at,
        announced_by=by,
        announced_at=clock.now(),
    )
    record(
        "lot.announced", by=by, about=engagement, facts={"places": places, "seed_source": dict(seed_source)}
    )
    return lot


@witnessed
def volunteer(*, lot: Lot, by: Person, groups: Sequence[Category] = ()) -> Volunteer:
    """Put one's name in the hat, with the groups that one says one belongs to; the published list has numbers only."""
    held = Lot.objects.select_for_update().get(pk=lot.pk)
    if held.drawn_at is not None or held.engagement is None:
        raise RuleBroken(_("This lot was drawn already."))
    if held.hat_closes_at is not None and clock.now() >= held.hat_closes_at:
        raise RuleBroken(
            _("The hat closed on {moment}, before anybody could know the seed. Ask for the next lot.").format(
                moment=moment_of(held.hat_closes_at)
            )
        )
    last = held.volunteers.aggregate(last=Max("number"))["last"] or 0
    mine, is_new = Volunteer.objects.get_or_create(lot=held, person=by, defaults={"number": last + 1})
    mine.groups.all().delete()
    VolunteerGroup.objects.bulk_create(VolunteerGroup(volunteer=mine, category=group) for group in groups)
    if is_new:
        record("lot.volunteered", by=by, about=held.engagement)
    return mine


@witnessed
def draw_panel_lot(*, lot: Lot, seed: str, by: Person) -> list[PanelMember]:
    """Draw the panel by the seed that was announced: who is drawn is named, each step is published by number."""
    lot = Lot.objects.select_for_update().get(pk=lot.pk)
    assert lot.engagement is not None  # noqa: S101  (the purpose says so, and the database)
    refuse_advisers(by=by, engagement=lot.engagement, deed=Deed.MOVE_MOTION)
    _check_seed(lot, seed)
    quotas = [Quota(str(one["group"]), one["least"], one["most"]) for one in lot.quotas]
    named = {quota.group for quota in quotas}
    hat = list(lot.volunteers.select_related("person").prefetch_related("groups").order_by("number"))
    entered = [Entered(str(one.number), _group(one, named)) for one in hat]
    drawn = draw(entered, quotas, places=lot.places, seed=seed.strip())
    lot.steps = [{**asdict(one), "step": one.step.value} for one in drawn.steps]
    _draw(lot, seed, by)
    lot.volunteers.filter(number__in=[int(key) for key in drawn.drawn]).update(is_drawn=True)
    groups = {one.key: one.group for one in entered}
    members = [
        _member(lot, one, groups[str(one.number)], by) for one in hat if str(one.number) in drawn.drawn
    ]
    facts: dict[str, Json] = {"seed": lot.seed, "drawn": [int(key) for key in drawn.drawn]}
    record("lot.drawn", by=by, about=lot.engagement, facts=facts)
    return members


def _tied(decision: Decision, by: Person) -> Decision:
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.CERTIFY)
    if decision.state != Decision.State.TALLIED or status_of(decision) != "tied":
        raise RuleBroken(_("There is no open tie here."))
    is_teller = decision.tellers.filter(person=by).exists()
    if not is_teller and not sits_in(decision.round.body, by):
        raise RuleBroken(_("A seat of the group or a teller does this."))
    return decision


def _count_again(decision: Decision, by: Person) -> Decision:
    decision.result = publish(question_of(decision))
    decision.merkle_root = str(decision.result["merkle_root"])
    decision.save(update_fields=["result", "merkle_root"])
    change_record(decision.record)
    record("decision.tie_broken", by=by, about=decision, facts={"status": status_of(decision)})
    if status_of(decision) != "tied" and not needs_tellers(decision):
        conclude(decision, by=by)
    return decision


def _draw(lot: Lot, seed: str, by: Person) -> None:
    _check_seed(lot, seed)
    lot.seed, lot.drawn_at, lot.drawn_by = seed.strip(), clock.now(), by
    lot.save(update_fields=["seed", "drawn_at", "drawn_by", "steps"])


def _check_seed(lot: Lot, seed: str) -> None:
    if lot.drawn_at is not None:
        raise RuleBroken(_("This lot was drawn already."))
    if not seed.strip():
        raise RuleBroken(_("Type the seed: the numbers from the source that was announced."), field="seed")
    if lot.seed_at is not None and clock.now() < lot.seed_at:
        raise RuleBroken(
            _("People were told that the seed comes on {moment}. Draw it from then on.").format(
                moment=moment_of(lot.seed_at)
            ),
            field="seed",
        )
    if clock.now() < lot.announced_at + LEAST_BETWEEN:
        raise RuleBroken(
            _("A lot is announced at least an hour before it is drawn, so that nobody knows the seed before.")
        )


def _check_days(days: Days) -> None:
    if days.hat_closes_at <= clock.now():
        raise RuleBroken(
            _("The hat would be closed already. Leave people time to put their name in."),
            field="hat_closes_on",
        )
    if days.seed_at < days.hat_closes_at:
        raise RuleBroken(
            _("The seed would be known while names still go into the hat: somebody could pick their place. Let it come later."),
            field="seed_on",
        )  # fmt: skip


def _check_source(seed_source: Texts) -> None:
    if not any(said.strip() for said in seed_source.values()):
        raise RuleBroken(
            _("Say where the seed will come from, such as the numbers of a lottery on a day to come."),
            field="seed_source",
        )


def _group(one: Volunteer, named: set[str]) -> str:
    own = [str(group.category_id) for group in one.groups.all()]
    return next((group for group in own if group in named), "")


def _member(lot: Lot, one: Volunteer, group: str, by: Person) -> PanelMember:
    member, _is_new = PanelMember.objects.get_or_create(
        engagement=lot.engagement,
        person=one.person,
        left_at=None,
        defaults={
            "group_id": int(group) if group else None,
            "chosen": PanelMember.Chosen.LOTTERY,
            "named_by": by,
        },
    )
    return member
