"""By what options are judged: proposed, agreed jointly before anything is scored, scored seat by seat. L2."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked
from engagement.gathering.outcome import is_carried_jointly
from engagement.models import Alternative, Criterion, CriterionScore, CriterionVoice, Decision, Engagement
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person, Seat, SeatTerm
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LEAST, MOST_WEIGHT, MOST_SCORE = 1, 10, 5


@transaction.atomic
def propose_criterion(*, engagement: Engagement, words: Texts, weight: int, by: Person) -> Criterion:
    """Propose a criterion with its weight, 1 to 10. What the seats said before must be said again of the new list."""
    engagement = _joint(engagement, by)
    _check_changeable(engagement)
    if not has_words(words):
        raise RuleBroken(_("Write by what the options should be judged."), field="words")
    if not LEAST <= weight <= MOST_WEIGHT:
        raise RuleBroken(_("A weight is a number from 1 to 10."), field="weight")
    made = Criterion.objects.create(
        engagement=engagement,
        position=engagement.criteria.count(),
        words=words,
        weight=weight,
        proposed_by=by,
    )
    _ask_again(engagement)
    _touch("criterion.proposed", engagement, by)
    return made


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Person) -> None:
    """Take a criterion out before anything is scored; what the seats said must be said again."""
    engagement = _joint(criterion.engagement, by)
    _check_changeable(engagement)
    criterion.removed_at = clock.now()
    criterion.save(update_fields=["removed_at"])
    _ask_again(engagement)
    _touch("criterion.removed", engagement, by)


@transaction.atomic
def voice_on_criteria(*, engagement: Engagement, agrees: bool, by: Person) -> CriterionVoice:
    """Say for one's seat whether the criteria and weights are right as they stand.

    When most voting seats agree, and most of those of residents by themselves, they are adopted. Raises RuleBroken for
    somebody without a voting seat, and while there is nothing to agree to.
    """
    engagement = _joint(engagement, by)
    seat = _seat_of(engagement, by)
    standing = Criterion.objects.filter(engagement=engagement, removed_at__isnull=True)
    if not standing.exists():
        raise RuleBroken(_("There is no criterion yet. Propose the first one."))
    voice, _is_new = CriterionVoice.objects.update_or_create(
        engagement=engagement, seat=seat, defaults={"person": by, "agrees": agrees, "at": clock.now()}
    )
    _touch("criterion.voiced", engagement, by)
    if _are_carried(engagement) and standing.filter(adopted_at__isnull=True).exists():
        standing.filter(adopted_at__isnull=True).update(adopted_at=clock.now())
        record("criterion.adopted", by=None, about=engagement)
    return voice


@transaction.atomic
def score_option(*, criterion: Criterion, alternative: Alternative, score: int, by: Person) -> CriterionScore:
    """Score an option on a criterion for one's seat, 1 to 5; each seat's score is kept and shown by itself.

    Raises RuleBroken before the criteria were agreed together.
    """
    engagement = _joint(criterion.engagement, by)
    seat = _seat_of(engagement, by)
    if criterion.removed_at is not None or criterion.adopted_at is None:
        raise RuleBroken(
            _(
                "The criteria are not agreed yet. Agree on them first, so that nobody chooses them to fit an option."
            )
        )
    if alternative.engagement_id != engagement.pk or alternative.withdrawn_at is not None:
        raise RuleBroken(_("This option does not stand any more."))
    if not LEAST <= score <= MOST_SCORE:
        raise RuleBroken(_("A score is a number from 1 to 5."), field="score")
    made, _is_new = CriterionScore.objects.update_or_create(
        criterion=criterion,
        alternative=alternative,
        seat=seat,
        defaults={"person": by, "score": score, "at": clock.now()},
    )
    _touch("criterion.scored", engagement, by)
    return made


def adopt_by_vote(engagement: Engagement) -> None:
    """Let the criteria stand as they were put to the joint group, which has just voted for them."""
    proposed = Criterion.objects.filter(
        engagement=engagement, removed_at__isnull=True, adopted_at__isnull=True
    )
    if proposed.update(adopted_at=clock.now()):
        record("criterion.adopted", by=None, about=engagement)


def _joint(engagement: Engagement, by: Person) -> Engagement:
    engagement = locked(engagement)
    permit(Deed.SPEAK_FOR_GROUP, engagement=engagement, by=by)
    if level_of(engagement) is not Level.COLLABORATING:
        raise RuleBroken(_("Criteria are agreed on together at level 4."))
    return engagement


def _check_changeable(engagement: Engagement) -> None:
    votes = Decision.objects.undecided().filter(engagement=engagement, purpose=Decision.Purpose.CRITERIA)
    vote = votes.select_related("record__initiative").first()
    if vote is not None:
        raise RuleBroken(
            _("The group is voting on these criteria. They stay as they are until it is counted."),
            missing=((str(vote), vote.record.url),),
        )
    if CriterionScore.objects.filter(criterion__engagement=engagement).exists():
        raise RuleBroken(_("Options have been scored by these criteria. They stay as they are."))


def _ask_again(engagement: Engagement) -> None:
    CriterionVoice.objects.filter(engagement=engagement).delete()
    Criterion.objects.filter(engagement=engagement).update(adopted_at=None)


def _are_carried(engagement: Engagement) -> bool:
    seats = Seat.objects.voting().filter(body=engagement.body).values_list("pk", "seat_class")
    agreed = CriterionVoice.objects.filter(engagement=engagement, agrees=True).values_list("seat", flat=True)
    return is_carried_jointly(seats, set(agreed))


def _seat_of(engagement: Engagement, by: Person) -> Seat:
    today = clock.today(engagement.initiative.zone)
    term = (
        SeatTerm.objects.on(today)
        .filter(person=by, seat__in=Seat.objects.voting().filter(body=engagement.body))
        .select_related("seat")
        .first()
    )
    if term is None:
        raise RuleBroken(_("Only seats with a vote in “{body}” do this.").format(body=engagement.body))
    return term.seat


def _touch(kind: str, engagement: Engagement, by: Person) -> None:
    change_record(engagement.record)
    record(kind, by=by, about=engagement)
