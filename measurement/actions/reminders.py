"""Reminding of figures that are due: three letters at most for a period, and never more in a month than the bylaws allow."""

from __future__ import annotations

from datetime import date, timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.jobs import enqueue
from initiatives.models import Activity, Initiative, Person, RoleHolding
from initiatives.nudges import load_of
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.actions.duties import remind_tomorrow
from measurement.duties import books_of
from measurement.figures import period_of
from measurement.models import FigureReminder, ReportingDuty
from measurement.questions import known_period
from measurement.rules.collecting import REMINDERS, Expected, step_of
from measurement.wording import period_words

SEND = "measurement.send_reminder"
MONTH = timedelta(days=30)


@transaction.atomic
def remind(*, duty: ReportingDuty, wanted: Expected, by: Person | None) -> list[FigureReminder]:
    """Remind the people of a duty of one period, once a step. Raises RuleBroken when nobody may be written to now."""
    people = people_of(duty)
    if not people:
        raise RuleBroken(
            _("Nobody of {partner} takes part here yet. Invite somebody first.").format(
                partner=duty.membership.organization.name
            )
        )
    step = max(step_of(wanted.due, today=clock.today()), 1)
    fresh = [person for person in people if not _was_reminded(duty, wanted, step, person)]
    if not fresh:
        raise RuleBroken(_last_word(step))
    quiet = [person for person in fresh if not _is_full(person, duty)]
    if not quiet:
        raise RuleBroken(
            _(
                "They had {count} reminders in 30 days, which is the most that we send. Talk to them instead."
            ).format(count=int(rule_value("asks_per_month")))
        )
    return [_send(duty, wanted, step, person, by) for person in quiet]


def remind_all() -> int:
    """Send every reminder whose step has come and that nobody had yet; return how many. Then promise tomorrow's."""
    today, count = clock.today(), 0
    duties = ReportingDuty.objects.current(on=today).select_related(
        "indicator__record", "membership__organization", "person"
    )
    for book in books_of(list(duties), today=today):
        for wanted in _last_wanted(book.periods, today):
            step = step_of(wanted.due, today=today)
            for person in people_of(book.duty):
                if not _was_reminded(book.duty, wanted, step, person) and not _is_full(person, book.duty):
                    _send(book.duty, wanted, step, person, None)
                    count += 1
    remind_tomorrow()
    return count


def people_of(duty: ReportingDuty) -> list[Person]:
    """Return who is written to: the person of a duty, else everybody who speaks for the partner here."""
    if duty.person is not None:
        return [duty.person] if duty.person.is_active else []
    held = RoleHolding.objects.on(clock.today()).filter(membership=duty.membership_id, person__is_active=True)
    return list({one.person_id: one.person for one in held.select_related("person")}.values())


def _last_wanted(periods: list[Expected], today: date) -> list[Expected]:
    """Only the latest period of which it is time to remind: nobody is written to about older ones again and again."""
    return [one for one in periods if one.is_wanted and step_of(one.due, today=today)][-1:]


def _was_reminded(duty: ReportingDuty, wanted: Expected, step: int, person: Person) -> bool:
    return FigureReminder.objects.filter(
        duty=duty,
        period__kind=wanted.period.kind.value,
        period__starts_on=wanted.period.start,
        period__ends_on=wanted.period.end,
        step__gte=step,
        person=person,
    ).exists()


def _is_full(person: Person, duty: ReportingDuty) -> bool:
    """Whether the person had as many reminders, or their partner was asked as often, as the bylaws allow."""
    sent = FigureReminder.objects.filter(person=person, sent_at__gt=clock.now() - MONTH).count()
    return sent >= int(rule_value("asks_per_month")) or load_of(duty.membership).is_full


def _send(
    duty: ReportingDuty, wanted: Expected, step: int, person: Person, by: Person | None
) -> FigureReminder:
    sent = FigureReminder.objects.create(
        duty=duty, period=known_period(wanted.period), step=step, person=person, sent_at=clock.now()
    )
    enqueue(SEND, key=f"reminder-{sent.pk}", by=by, queue="mail", reminder=sent.pk)
    facts: dict[str, Json] = {
        "partner": duty.membership.organization.name,
        "period": wanted.period.label,
        "step": step,
        "person": person.pk,
    }
    record("figures.reminded", by=by, about=duty.indicator, facts=facts)
    return sent


def _last_word(step: int) -> str:
    if step >= len(REMINDERS):
        return _("They were reminded three times. A fourth letter changes nothing: talk to them.")
    return _("They were reminded already. The next reminder goes out by itself.")


def _page_for(duty: ReportingDuty) -> str:
    """Return where the figures are typed: with what happened where the partner has activities to log, else alone."""
    logs_too = Activity.objects.open().carried_by([duty.membership_id]).exists()
    return "plan/log/" if logs_too else "results/mine/"


def letter_of(reminder: FigureReminder, *, stop: str) -> EmailMultiAlternatives:
    """Return the letter of a reminder; `stop` is the address at which its reader wants no more."""
    initiative = Initiative.objects.get(pk=current_initiative())
    due = reminder.period.ends_on + timedelta(days=reminder.duty.days_after_period)
    context = {
        "reminder": reminder,
        "initiative": initiative,
        "due": due,
        "is_late": due < clock.today(),
        "address": f"{settings.BASE_URL}{initiative.url}{_page_for(reminder.duty)}",
        "stop": stop,
    }
    with translation.override(initiative.language):
        context["period"] = period_words(period_of(reminder.period))
        subject = _("{indicator}: the figures for {period}").format(
            indicator=reminder.duty.indicator, period=context["period"]
        )
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/figures_due.txt", context),
            from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            to=[reminder.person.email],
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        letter.attach_alternative(render_to_string("emails/figures_due.html", context), "text/html")
    return letter
