"""Which clause sets the number that a screen applies: each such screen says so and links to it. DOMAIN section 4."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.bylaws import InForce, rule_in_force
from initiatives.models import local
from initiatives.rule_words import rule_amount, rule_name

register = template.Library()


@register.simple_tag(takes_context=True)
def rule_applied(context: Context, rule: InForce | str, name: str = "") -> SafeString:
    """Return one line: the number that applies here, and the clause that sets it.

    `rule`: the key of a number in force now, or a number at hand with the `name` of its key (as it was at its own day).
    """
    key = rule if isinstance(rule, str) else name
    found = rule_in_force(rule) if isinstance(rule, str) else rule
    said = _("{name}: {amount}").format(name=rule_name(key), amount=rule_amount(found.value, found.unit))
    slug = context["initiative"].slug
    if found.clause is None:
        link = format_html('<a href="{}">{}</a>', reverse("rules", args=[slug]), _("no clause sets it yet"))
    else:
        where = reverse("clause", args=[slug, found.clause.document.slug, found.clause.number])
        words = _("clause {number}, {heading}").format(
            number=found.clause.number, heading=local(found.clause.heading)
        )
        link = format_html('<a href="{}">{}</a>', where, words)
    changes = found.clause.changes_at if found.clause is not None else None
    if changes is None:
        return format_html('<span class="fine">{} ({}).</span>', said, link)
    day = date_format(timezone.localtime(changes), "DATE_FORMAT")
    later = _("from {day} on the next version").format(day=day)
    return format_html('<span class="fine">{} ({}; {}).</span>', said, link, later)
