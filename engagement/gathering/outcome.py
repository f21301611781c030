"""How it was decided and what follows, as the rules see it: reasons, evidence, criteria, delegation, count, commitments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from engagement.gathering.adopted import answers_of, dissent_among
from engagement.gathering.owner import owner_of, recommendation_of
from engagement.gathering.rows import Rows, settled_at
from engagement.models import (
    Citation,
    Criterion,
    CriterionScore,
    CriterionVoice,
    Decision,
    DelegationInstrument,
    Engagement,
    Evidence,
    FrontBanner,
    Statement,
    Teller,
    Vote,
)
from engagement.rules.outcome_facts import (
    Acknowledgement,
    Certification,
    Commitment,
    Criteria,
    DecisionEvidence,
    Delegation,
    Impossibility,
    Monitoring,
    Outcome,
    Rationale,
    Roll,
    SetByBody,
)
from engagement.rules.representation import RESIDENTS
from engagement.rules.settling import all_done
from initiatives.models import Commitment as CommitmentRow
from initiatives.models import CommitmentProgress, Event, Seat, local
from initiatives.together import Asking, by_name, counted, first_in, number_of

HALF = 2
Purpose = Decision.Purpose


def outcome_of(engagement: Engagement, rows: Rows) -> Asking[Outcome]:
    """Ask for everything about deciding and after."""
    substance = rows.substance()
    asked = yield from by_name(
        rationale=_rationale(rows),
        evidence=_evidence(engagement, rows, substance),
        criteria=_criteria(engagement, rows),
        recommendation=recommendation_of(engagement, rows),
        owner=owner_of(engagement, rows),
        delegation=_delegation(engagement),
        roll=_roll(engagement, rows),
        set_by_body=_set_by_body(engagement, rows),
        certifications=_certifications(substance),
        commitments=_commitments(engagement, rows),
    )
    return Outcome(
        impossibilities=_impossibilities(rows),
        monitoring=_monitoring(rows),
        electorate_reopened=settled_at(rows.decided(Purpose.REOPEN)),
        **asked,
    )


def _rationale(rows: Rows) -> Asking[Rationale]:
    row = rows.last_now(Statement.Kind.RATIONALE)
    if row is None:
        return Rationale()
    cited = counted(Citation.objects.filter(statement=row))
    yield (cited,)
    return Rationale(
        written=row.published_at,
        chosen=str(row.alternative_id or ""),
        cited_rows=number_of(cited),
        deviation_explained=local(row.why_otherwise),
    )


def _evidence(engagement: Engagement, rows: Rows, decision: Decision | None) -> Asking[DecisionEvidence]:
    """Who was present and how they voted is told of the decision that was adopted; before, there is nothing to tell."""
    no_data = [row for row in rows.evidence if row.kind == Evidence.Kind.NO_DATA]
    figures = sum(row.kind == Evidence.Kind.FIGURES for row in rows.evidence)
    if decision is None:
        return DecisionEvidence(observations=figures, review_on=engagement.review_on)
    votes = Vote.objects.filter(elector__decision=decision, replaced_at__isnull=True)
    said, present = answers_of(decision), counted(decision.electorate.exclude(present_at=None))
    voted = counted(decision.electorate.filter(Q(has_voted=True) | Q(pk__in=votes.values("elector"))))
    yield said, voted, present
    answers, dissent = number_of(voted), dissent_among(said)
    return DecisionEvidence(
        rule=decision.rule,
        present=max(number_of(present), answers),
        answers=answers,
        observations=figures,
        no_data_statement=next((local(row.words) for row in no_data), local(decision.no_data_because)),
        agenda_item=any(row.data_item_id is not None for row in no_data),
        dissenters=dissent.dissenters,
        dissents=dissent.answered,
        review_on=decision.review_on or engagement.review_on,
    )


def _criteria(engagement: Engagement, rows: Rows) -> Asking[Criteria]:
    """The criteria are agreed jointly when most voting seats agree, and most of those of residents by themselves.

    The joint group's vote on them, as they stand, is that as well: it is not adopted without the residents' seats.
    """
    standing = Criterion.objects.filter(engagement=engagement, removed_at__isnull=True)
    kept = CriterionScore.objects.filter(criterion__in=standing.order_by())
    scored = kept.values_list("at", "seat", "criterion", "alternative")
    voting = Seat.objects.voting().filter(body=engagement.body).values_list("pk", "seat_class")
    voices = CriterionVoice.objects.filter(engagement=engagement, agrees=True).values_list("seat", flat=True)
    yield standing, scored, voting, voices
    adopted = all_done(*(each.adopted_at for each in standing))
    voted = settled_at(rows.decided(Purpose.CRITERIA))
    times = sorted(at for at, _seat, _criterion, _option in scored)
    options = [row.pk for row in rows.alternatives if row.withdrawn_at is None]
    whole = _scored_whole(scored, {(each.pk, option) for each in standing for option in options})
    return Criteria(
        adopted=adopted,
        carried_jointly=is_carried_jointly(voting, set(voices)) or _is_of(voted, adopted),
        first_scored=times[0] if times else None,
        last_scored=times[-1] if times else None,
        seats_scored=len(whole),
        seats_voting=len(voting),
        standing=len(standing),
        scored_jointly=is_carried_jointly(voting, whole),
    )


def _scored_whole(scored: Iterable[tuple[datetime, int, int, int]], owed: set[tuple[int, int]]) -> set[int]:
    """Return the seats that have scored every standing option on every criterion."""
    given: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for _at, seat, criterion, option in scored:
        given[seat].add((criterion, option))
    return {seat for seat, pairs in given.items() if owed and owed <= pairs}


def _is_of(voted: datetime | None, adopted: datetime | None) -> bool:
    """Whether a vote was on the criteria as they stand: what changed since is not agreed by it."""
    return voted is not None and adopted is not None and voted >= adopted


def is_carried_jointly(seats: Iterable[tuple[int, str]], agreed: set[int]) -> bool:
    """Whether more than half of all seats agree, and more than half of the residents' seats among them."""
    seats = list(seats)
    residents = [pk for pk, seat_class in seats if seat_class in RESIDENTS]
    groups = [[pk for pk, _class in seats], residents]
    return all(group and len(agreed.intersection(group)) * HALF > len(group) for group in groups)


def _delegation(engagement: Engagement) -> Asking[Delegation]:
    papers = DelegationInstrument.objects.filter(engagement=engagement).select_related("clause")
    paper = yield from first_in(papers)
    if paper is None:
        return Delegation()
    return Delegation(
        adopted=paper.given_at,
        clause=str(paper.clause),
        scope=local(paper.scope),
        budget=paper.budget,
        legal_limits=local(paper.legal_limits),
        until=paper.ends_on,
    )


def _roll(engagement: Engagement, rows: Rows) -> Asking[Roll]:
    page = rows.last(Statement.Kind.ROLL)
    first = rows.first(Statement.Kind.ROLL)
    attempts = counted(Event.objects.filter(record=engagement.record, kind="engagement.attempt_refused"))
    yield (attempts,)
    return Roll(
        published=first.published_at if first else None,
        eligibility=local(page.words) if page else "",
        refused_attempts=number_of(attempts),
    )


def _set_by_body(engagement: Engagement, rows: Rows) -> Asking[SetByBody]:
    """The group sets question, options, rule and quorum by one decision on what will be on the ballot.

    An option that was written or changed after that decision is not the group's, so the options are unset again.
    """
    decision = rows.decided(Purpose.OPTIONS)
    at = settled_at(decision)
    if decision is None or at is None:
        return SetByBody()
    written = ("alternative.written", "alternative.changed")
    newer = yield from first_in(Event.objects.filter(record=engagement.record, kind__in=written, at__gt=at))
    return SetByBody(question=at, options=None if newer else at, rule=at, quorum=at)


def _certifications(decision: Decision | None) -> Asking[tuple[Certification, ...]]:
    """Ask who certified, and whether they did as somebody of the community: as it was when they signed."""
    if decision is None:
        return ()
    signed = Teller.objects.filter(decision=decision, certified_at__isnull=False)
    yield (signed,)
    return tuple(
        Certification(str(each.person_id), bool(each.is_community), each.certified_at)
        for each in signed
        if each.certified_at is not None
    )


def _impossibilities(rows: Rows) -> tuple[Impossibility, ...]:
    """What was filed, which seats of the group confirmed its document, and when the matter was taken up again since."""
    said = tuple(
        Acknowledgement(str(row.published_by_id), row.published_at)
        for row in rows.all_of(Statement.Kind.ACKNOWLEDGED)
    )
    return tuple(
        Impossibility(
            filed=row.published_at,
            authority=row.authority,
            document=str(row.attachment_id or ""),
            returned=rows.reopened_after(row.published_at),
            acknowledgements=tuple(each for each in said if each.at >= row.published_at),
        )
        for row in rows.all_of(Statement.Kind.IMPOSSIBLE)
    )


def _commitments(engagement: Engagement, rows: Rows) -> Asking[tuple[Commitment, ...]]:
    """Ask for what was committed. Of those agreed anew the latest counts, with the beginning and the reports of them all."""
    records = [engagement.record_id, *(row.record_id for row in rows.decisions)]
    made = CommitmentRow.objects.filter(because__in=records).select_related("record")
    progress = CommitmentProgress.objects.filter(commitment__in=made.order_by()).values_list(
        "commitment", "at"
    )
    banners = FrontBanner.objects.filter(engagement=engagement).values_list("lifted_at", flat=True)
    yield made, progress, banners
    told: dict[int, list[datetime]] = defaultdict(list)
    for commitment, at in progress:
        told[commitment].append(at)
    lifted = _lifted(list(banners))
    by_key = {row.pk: row for row in made}
    renewed = {row.renews_id for row in made}
    chains = [_chain(row, by_key) for row in made if row.pk not in renewed]
    return tuple(_commitment(engagement, chain, told, lifted) for chain in chains)


def _chain(row: CommitmentRow, by_key: dict[int, CommitmentRow]) -> list[CommitmentRow]:
    """Return a commitment and those that it renews, the latest first."""
    found = [row]
    while found[-1].renews_id in by_key:
        found.append(by_key[found[-1].renews_id])
    return found


def _commitment(
    engagement: Engagement,
    chain: list[CommitmentRow],
    told: dict[int, list[datetime]],
    lifted: datetime | None,
) -> Commitment:
    row, states = chain[0], CommitmentRow.State
    return Commitment(
        key=str(row.pk),
        created=chain[-1].record.created_at,
        due=row.due,
        progress=tuple(sorted(at for each in chain for at in told[each.pk])),
        done=row.state_changed_at if row.state == states.MET else None,
        done_by_body=row.to_body_id == engagement.body_id,
        released=row.state_changed_at if row.state == states.RELEASED else None,
        lifted=lifted,
    )


def _lifted(ends: list[datetime | None]) -> datetime | None:
    """Return when the last banner was taken down; None while one is up or none ever was."""
    return max(ends) if ends and all(ends) else None  # type: ignore[type-var]


def _monitoring(rows: Rows) -> Monitoring:
    reports = tuple(row.published_at for row in rows.all_of(Statement.Kind.MONITORING))
    recalls = rows.adopted(Purpose.REOPEN)
    return Monitoring(reports, settled_at(recalls[-1]) if recalls else None, len(recalls))
