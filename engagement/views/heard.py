"""Who was heard, against the people whom it concerns, and what was done for groups that are missing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.actions.parity import record_outreach, say_shares
from engagement.forms.hearing import SHARE, OutreachForm, SharesForm
from engagement.gathering.deciders import deciders_asked
from engagement.models import AffectedShare, Outreach
from engagement.pages.deciders import who_decided
from engagement.pages.inputs import counts_of
from engagement.pages.room import Head, fetch_engagement, head_asked, head_of
from engagement.pages.who_was_heard import who_was_heard
from engagement.views.posting import SECTION, carried_out, form_page
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Category, Dimension
from initiatives.rules.permissions import Permission
from initiatives.together import answer_of, by_name, rows_in

FACILITATE = Permission.ENGAGEMENT_FACILITATE


@require_safe
@guard(Permission.SEE_PUBLISHED)
def heard(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show who took part by group, protected, beside the shares of those whom it concerns."""
    engagement = fetch_engagement(request.viewer, number)
    shares = AffectedShare.objects.filter(engagement=engagement, replaced_at__isnull=True)
    outreach = Outreach.objects.filter(engagement=engagement).select_related("category__dimension")
    found = answer_of(
        by_name(
            head=head_asked(engagement, request.viewer),
            sources=rows_in(shares.order_by().values_list("source", flat=True)),
            outreach=rows_in(outreach),
            counts=counts_of(engagement),
            deciders=deciders_asked(engagement, request.viewer),
        )
    )
    head: Head = found["head"]
    context = {
        **SECTION,
        **found,
        "tables": who_was_heard(head.facts.parity, head.rules),
        "has_spoken": any(group.people for group in head.facts.parity.groups),
        "sources": sorted(set(found["sources"])),
        "deciders": who_decided(found["deciders"], head.rules),
        "may_say": FACILITATE in request.viewer.permissions,
    }
    return render(request, "engagement/heard/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def shares(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say whom it concerns: the share of each group, and the source."""
    engagement = fetch_engagement(request.viewer, number)
    standing = AffectedShare.objects.filter(engagement=engagement, replaced_at__isnull=True)
    initial: dict[str, object] = {f"{SHARE}{row.category_id}": row.percent for row in standing}
    form = SharesForm(
        request.POST or None,
        groups=_all_groups(request),
        initial=initial | {"source": next((row.source for row in standing), "")},
    )
    if carried_out(form, lambda: _say(form, request, number)):
        messages.success(request, _("From now on people are asked to which of these groups they belong."))
        return redirect(f"{engagement.record.url}heard/")
    words = {
        "title": _("Whom does it concern?"),
        "lead": _(
            "Of every 100 people whom it concerns, how many belong to each group? Leave out what is not known."
        ),
        "button": _("Save the shares"),
    }
    return form_page(request, head_of(engagement, request.viewer), form, here="heard", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def outreach(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note how a group that was missing was reached for."""
    engagement = fetch_engagement(request.viewer, number)
    rows = AffectedShare.objects.filter(engagement=engagement, replaced_at__isnull=True)
    categories = [row.category for row in rows.select_related("category")]
    form = OutreachForm(request.POST or None, languages=request.initiative.languages, categories=categories)
    if carried_out(form, lambda: _reach(form, request, number)):
        return redirect(f"{engagement.record.url}heard/")
    words = {"title": _("How did we reach for those who were missing?"), "button": _("Note it")}
    return form_page(request, head_of(engagement, request.viewer), form, here="heard", **words)


def _say(form: SharesForm, request: InitiativeRequest, number: int) -> None:
    say_shares(
        engagement=fetch_engagement(request.viewer, number),
        shares=form.shares(),
        source=form.cleaned_data["source"],
        by=request.person,
    )


def _reach(form: OutreachForm, request: InitiativeRequest, number: int) -> None:
    record_outreach(
        engagement=fetch_engagement(request.viewer, number),
        category=form.category(),
        words=form.texts("words"),
        by=request.person,
    )


def _all_groups(request: InitiativeRequest) -> list[tuple[Dimension, list[Category]]]:
    rows = Dimension.objects.visible_to(request.viewer).prefetch_related("categories")
    found = ((dimension, list(dimension.categories.all())) for dimension in rows)
    return [(dimension, categories) for dimension, categories in found if categories]
