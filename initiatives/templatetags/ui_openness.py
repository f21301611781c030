"""What every record says of itself: who can see it, when it last changed, its downloads, and how to withhold it."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access import stubs_of, titles_told
from initiatives.discretion import is_kept
from initiatives.models import Person, Record, Restriction
from initiatives.names import names_kept, seat_part_words
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.templatetags.ui_parts import download
from initiatives.templatetags.ui_signs import icon
from initiatives.templatetags.ui_text import day
from initiatives.withheld_words import PART_NAMES

DOWNLOADS = {
    "csv": "CSV",
    "pdf": "PDF",
    "json": "JSON",
    "ics": "iCal",
    "png": "PNG",
    "xlsx": "XLSX",
    "zip": "ZIP",
}

register = template.Library()


@register.simple_tag(takes_context=True)
def record_row(
    context: Context,
    url: str = "",
    *,
    record: Record | None = None,
    changed: date | datetime | None = None,
    history: str = "",
    formats: str = "",
    who: str = "",
) -> SafeString:
    """Return who can see a record, when it last changed (linked to its history) and its downloads at the same address.

    With `record` the rest follows from it, and whoever may restrict it is offered to.
    """
    if record is not None:
        changed = changed or record.changed_at
        history = history or f"{context['initiative'].url}history/?record={record.number}"
    shown = [_seen_by(context, record, who)]
    if changed:
        sentence = _("Changed {day}").format(day=day(changed))
        linked = format_html('<a href="{}">{}</a>', history, sentence) if history else sentence
        shown.append(format_html('<span class="fine">{}</span>', linked))
    if record is not None and _takes_part(context):
        where = reverse("why-seen", args=[context["initiative"].slug, record.number])
        shown.append(format_html('<a class="fine" href="{}">{}</a>', where, _("Why can I see this?")))
    shown += [download(f"{url.rstrip('/')}.{suffix}", DOWNLOADS[suffix]) for suffix in formats.split()]
    shown.append(_button(context, record, _("Restrict this page")) if record is not None else SafeString(""))
    return format_html(
        '<div class="record-row">{}</div>', format_html_join("", "{}", ((part,) for part in shown))
    )


@register.simple_tag(takes_context=True)
def restrict_link(context: Context, record: Record, name: str = "") -> SafeString:
    """Return the way to restrict one record of a list, for whoever may; `name` is what is read aloud with it."""
    more = format_html('<span class="vh">: {}</span>', name or record.shown_title)
    return _button(context, record, format_html("{}{}", _("Restrict"), more))


@register.inclusion_tag("components/withheld_in_place.html", takes_context=True)
def withheld_in_place(context: Context, kind: str, level: int = 3) -> dict[str, object]:
    """Show the stub of each withheld record of a kind where the record itself would stand."""
    viewer = context.get("viewer")
    held: list[Restriction] = []
    if isinstance(viewer, Viewer) and context.get("open_restrictions", 1):
        held = stubs_of(viewer, kind)
    told = (
        titles_told(viewer, [one.record_id for one in held]) if held and isinstance(viewer, Viewer) else set()
    )
    named = [(one, _title_of(one, told)) for one in held]
    return {"held": named, "initiative": context.get("initiative"), "level": level}


@register.simple_tag(takes_context=True)
def withheld_title(context: Context, restriction: Restriction) -> str:
    """Return the title of what is withheld, or its number alone where the title is withheld, too."""
    viewer = context.get("viewer")
    told = titles_told(viewer, [restriction.record_id]) if isinstance(viewer, Viewer) else set()
    return _title_of(restriction, told)


@register.filter
def scope_words(restriction: Restriction) -> str:
    """Return how much is withheld: the whole, its files, or the parts by name."""
    if restriction.scope != Restriction.Scope.FIELDS:
        return str(restriction.get_scope_display())
    return "; ".join(
        str(PART_NAMES.get(name) or seat_part_words(name) or name) for name in restriction.fields
    )


@register.simple_tag(takes_context=True)
def name_withheld(context: Context, person: Person | None) -> Restriction | None:
    """Return what keeps the name of a person from the reader, so that the stub can stand in its place."""
    viewer = context.get("viewer")
    if person is None or not is_kept(person.pk) or not isinstance(viewer, Viewer):
        return None
    return names_kept(viewer).get(person.pk)


@register.filter
def anchor(path: str) -> str:
    """Return the place on its page that a record's address points to."""
    return path.partition("#")[2]


def _title_of(restriction: Restriction, told: set[int]) -> str:
    record = restriction.record
    return record.shown_title if record.pk in told else _("Record {number}").format(number=record.number)


def _seen_by(context: Context, record: Record | None, who: str) -> SafeString:
    held = _restriction_on(context, record)
    if held is None:
        word = who or _("Public")
        if record is not None and record.state == Record.State.DRAFT:
            word = _("Only those who work on it")
        elif not who and not _is_published(context):
            word = _("Public when the initiative is published")
        return format_html('<span class="vis">{} {}</span>', icon("eye"), word)
    where = reverse("restriction", kwargs={"slug": context["initiative"].slug, "pk": held.pk})
    sentence = _("Not public until {day}") if held.scope == held.Scope.WHOLE else _("In part until {day}")
    words = sentence.format(day=day(held.expires_at))
    return format_html('<a class="vis" href="{}">{} {}</a>', where, icon("lock"), words)


def _takes_part(context: Context) -> bool:
    viewer = context.get("viewer")
    return isinstance(viewer, Viewer) and viewer.is_member and not viewer.as_public


def _is_published(context: Context) -> bool:
    return bool(getattr(context.get("initiative"), "is_published", True))


def _restriction_on(context: Context, record: Record | None) -> Restriction | None:
    """Return what withholds the record from others, for a member who still sees it."""
    viewer = context.get("viewer")
    if record is None or not isinstance(viewer, Viewer) or not viewer.group_ids:
        return None
    if not context.get("open_restrictions", 1):
        return None
    active = Restriction.objects.active(at=clock.now()).filter(record__in=[record.pk, record.part_of_id or 0])
    return active.order_by("scope", "expires_at").last()


def _button(context: Context, record: Record, label: str) -> SafeString:
    viewer = context.get("viewer")
    may = isinstance(viewer, Viewer) and Permission.RESTRICTION_SET in viewer.permissions
    if not may or record.state == Record.State.DRAFT:
        return SafeString("")
    slug = context["initiative"].slug
    where = reverse("restriction-add", kwargs={"slug": slug, "number": record.number})
    return format_html('<a class="btn ghost small" href="{}">{} {}</a>', where, icon("lock"), label)
