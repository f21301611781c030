"""How people could speak and what came in, as the rules see it. Numbers and instants only."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from engagement.gathering.contributors import ratings_asked, with_who
from engagement.gathering.rows import Rows
from engagement.models import Disposition as DispositionRow
from engagement.models import (
    Engagement,
    Input,
    InputContact,
    MatrixCell,
    Session,
    Statement,
    ThemeInput,
    Told,
)
from engagement.models import Theme as ThemeRow
from engagement.rules.hearing_facts import (
    Answering,
    AskedQuestion,
    Channel,
    Hearing,
    InputRound,
    Ratings,
    Received,
    Telling,
)
from engagement.rules.theme_facts import Disposition, MatrixRow, Theme, Themes
from initiatives.models import local
from initiatives.together import Asking, by_name, counted, first_in, number_of

AUDIENCES = ("followers", "staff", "partners")


def hearing_of(engagement: Engagement, rows: Rows) -> Asking[Hearing]:
    """Ask for the ways to speak, what was asked and what came in."""
    draft, heard = rows.first(Statement.Kind.DRAFT_ANALYSIS), rows.first_now(Statement.Kind.WHAT_WE_HEARD)
    forms = counted(engagement.prompts.filter(removed_at__isnull=True))
    shown = engagement.questions.filter(hidden_at__isnull=True).order_by("asked_at", "pk")
    questions = shown.values_list("asked_at", "answered_at")
    came = Input.objects.filter(engagement=engagement).counted()
    received = came.values_list("received_at", "acknowledged_at", "withdrawn_at")
    yield forms, questions, received
    return Hearing(
        channels=frozenset(Channel(each) for each in engagement.channels),
        input_forms=number_of(forms) + len(engagement.channels),
        draft_analysis=draft.published_at if draft else None,
        questions=tuple(AskedQuestion(asked, answered) for asked, answered in questions),
        received=tuple(_received(*one) for one in received),
        rounds=_rounds(rows.sessions),
        heard=heard.published_at if heard else None,
    )


def themes_of(engagement: Engagement) -> Asking[Themes]:
    """Ask for the themes, what became of each, and where each stands among the options."""
    standing = Count("theme_inputs", filter=Q(theme_inputs__removed_at__isnull=True))
    found = engagement.themes.filter(merged_into__isnull=True).annotate(inputs=standing)
    answers = DispositionRow.objects.filter(theme__engagement=engagement, replaced_at__isnull=True)
    cells = MatrixCell.objects.filter(theme__engagement=engagement, removed_at__isnull=True)
    unthemed = counted(_unthemed(engagement))
    yield found, answers, cells, unthemed
    answered = {row.theme_id: row for row in answers}
    placed: dict[int, list[MatrixCell]] = defaultdict(list)
    for cell in cells:
        placed[cell.theme_id].append(cell)
    return Themes(
        themes=tuple(_theme(row, answered.get(row.pk)) for row in found),
        matrix=tuple(_matrix_row(row, placed[row.pk]) for row in found if placed[row.pk]),
        unthemed=number_of(unthemed),
    )


def _unthemed(engagement: Engagement) -> QuerySet[Input]:
    sorted_in = ThemeInput.objects.filter(
        input=OuterRef("pk"), removed_at__isnull=True, theme__merged_into__isnull=True
    )
    standing = Input.objects.filter(engagement=engagement, withdrawn_at__isnull=True).counted()
    return standing.exclude(Exists(sorted_in))


def telling_of(engagement: Engagement, rows: Rows) -> Asking[Telling]:
    """Ask when the decision and its reasons went out, and to whom."""
    went = Told.objects.filter(engagement=engagement, what=Told.What.DECIDED, audience__in=AUDIENCES)
    last = went.order_by().values_list("audience").annotate(Max("at"))
    yield (last,)
    told = dict(last)
    return Telling(published=rows.decision_told(), **{name: told.get(name) for name in AUDIENCES})


def answering_of(engagement: Engagement, rows: Rows) -> Asking[Answering]:
    """Ask for the page “you said, we did” and the contributors who were sent the answers to all that they said. C5.

    People are counted, not what they said: with an account, else by their address. Once the matter was taken up again,
    what they were sent of the earlier decision answers nothing of the one to come.
    """
    page = rows.last_now(Statement.Kind.REPORT_BACK)
    standing = Input.objects.filter(engagement=engagement, withdrawn_at__isnull=True).counted()
    contact = InputContact.objects.reachable().filter(input=OuterRef("pk"))
    reachable = with_who(standing.filter(Q(contributor__is_active=True) | Exists(contact)))
    sent = Told.objects.of_now(rows.reopened).filter(engagement=engagement, what=Told.What.ANSWERED)
    answered = sent.order_by("-at").values_list("input", "at")
    yield reachable, answered
    told, owed = dict(answered), defaultdict[str, list[int]](list)
    for key, who in reachable:
        owed[who].append(key)
    done = [keys for keys in owed.values() if all(key in told for key in keys)]
    return Answering(
        published=page.published_at if page else None,
        reachable=len(owed),
        told=len(done),
        last_told=max((told[key] for keys in done for key in keys), default=None),
        receipts_show=page.published_at if page else None,
    )


def ratings_of(engagement: Engagement, rows: Rows) -> Asking[Ratings]:
    """Ask how contributors rated the use of their words, and when they were asked."""
    every = Told.objects.of_now(rows.reopened).filter(engagement=engagement, what=Told.What.RATE)
    asked = every.order_by("at")[:1]
    found = yield from by_name(given=ratings_asked(engagement), told=first_in(asked))
    return Ratings(found["told"].at if found["told"] else None, found["given"])


def _received(at: datetime, acknowledged: datetime | None, withdrawn: datetime | None) -> Received:
    """A number is a receipt that everybody gets at once; nobody is without one."""
    return Received(at, at, acknowledged, withdrawn is not None)


def _rounds(sessions: list[Session]) -> tuple[InputRound, ...]:
    by_number: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        by_number[session.round].append(session)
    return tuple(
        InputRound(_begin(group), max(each.ends_at for each in group))
        for _number, group in sorted(by_number.items())
    )


def _begin(sessions: list[Session]) -> datetime:
    return min(each.begins_at for each in sessions)


def _theme(row: ThemeRow, now: DispositionRow | None) -> Theme:
    return Theme(
        key=str(row.pk),
        inputs=getattr(row, "inputs", 0),
        disposition=Disposition(now.kind) if now else None,
        reason=local(now.reason) if now else "",
        passage=local(now.passage) if now else "",
        disposed=now.at if now else None,
    )


def _matrix_row(row: ThemeRow, cells: list[MatrixCell]) -> MatrixRow:
    reasons = (local(each.words) for each in cells if each.alternative_id is None)
    return MatrixRow(
        theme=str(row.pk),
        alternatives=frozenset(str(each.alternative_id) for each in cells if each.alternative_id),
        not_reflected_because=next(reasons, ""),
        written=max(each.at for each in cells),
    )
