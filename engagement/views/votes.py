"""The page of a decision: the question, how it stands, the ballot, who stepped aside, and concerns that must be resolved."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagement.actions import recusals, voting
from engagement.actions.objections import resolve
from engagement.actions.opening import open_vote
from engagement.forms.groups import GroupsForm, said_before
from engagement.forms.votes import BallotForm, WordsForm
from engagement.models import Decision, Elector
from engagement.pages.inputs import groups_for
from engagement.pages.room import Head, fetch_engagement, head_asked
from engagement.pages.vote_changes import rewordings_of
from engagement.pages.votes import VotePage, page_asked, page_of
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Person
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import Asking, each_of

WHOLE = (
    "record__initiative",
    "record__created_by",
    "round__body__record__initiative",
    "round__body__initiative",
    "engagement__record__initiative",
    "engagement__initiative",
    "put_by",
    "carried_out_by__organization",
    "carried_out_by__record__initiative",
    "previous__record__initiative",
    "reviews__record__initiative",
)


def fetch_vote(request: InitiativeRequest, number: int) -> Decision:
    """Return the decision of a number that the reader sees."""
    return fetch_or_stub(Decision.objects.select_related(*WHOLE), request.viewer, record__number=number)


def person_of(request: InitiativeRequest) -> Person | None:
    """Return who is looking; nobody for a visitor, and for somebody who looks as the public."""
    return request.person if request.viewer.person_id is not None and not request.viewer.as_public else None


def head_over(request: InitiativeRequest, decision: Decision) -> Asking[Head | None]:
    """Ask for what stands above every page of the engagement that a decision belongs to; nothing for procedural ones."""
    if decision.engagement is None:
        return None
    engagement = fetch_engagement(request.viewer, decision.engagement.record.number)
    return (yield from head_asked(engagement, request.viewer))


def vote_page(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show a decision."""
    return show_vote(request, fetch_vote(request, number))


def show_vote(
    request: InitiativeRequest,
    decision: Decision,
    form: BallotForm | None = None,
    refusal: RuleBroken | None = None,
) -> HttpResponse:
    """Return the page of a decision with a ballot that was refused, or a new one."""
    page, head = each_of(
        page_asked(decision, request.viewer, person_of(request)), head_over(request, decision)
    )
    if form is None and page.may_vote:
        form = ballot_form(page)
    context = {
        "nav_section": "decisions",
        "page": page,
        "decision": decision,
        "form": form,
        "refusal": refusal,
        "head": head,
        "rewordings": rewordings_of(decision),
        "groups_form": groups_form(decision, person_of(request)),
    }
    status = 409 if refusal else 422 if form is not None and form.is_bound else 200
    return render(request, "engagement/votes/detail.html", context, status=status)


def groups_form(
    decision: Decision, person: Person | None, sent: QueryDict | None = None
) -> GroupsForm | None:
    """Return the form that asks somebody on the list to which groups they belong; nothing for others, and once it is closed."""
    if person is None or decision.opened_at is None or decision.closed_at is not None:
        return None
    groups = groups_for(decision)
    row = decision.electorate.filter(person=person).first() if groups else None
    if row is None:
        return None
    said = list(row.groups.values_list("category", flat=True))
    return GroupsForm(sent, groups=groups, initial=said_before(groups, said))


def ballot_form(page: VotePage, request: InitiativeRequest | None = None) -> BallotForm:
    """Return the ballot of a decision: empty, or with what was sent."""
    return BallotForm(
        request.POST if request else None,
        rule=page.rule,
        options=page.options,
        with_words=not page.decision.is_secret,
    )


@require_POST
@guard(Permission.VOTE_CAST)
def ballot(request: InitiativeRequest, number: int) -> HttpResponse:
    """Cast or change a vote. What is refused is told on the page; an attempt of an adviser stays on record."""
    decision = fetch_vote(request, number)
    page = page_of(decision, request.viewer, request.person)
    form = ballot_form(page, request)
    if not form.is_valid():
        return show_vote(request, decision, form)
    try:
        _cast(request, page, form)
    except RuleBroken as refusal:
        if page.may_vote:
            form.refuse(refusal)
            return show_vote(request, decision, form)
        return show_vote(request, decision, refusal=refusal)
    return redirect(f"{decision.record.url}#vote")


def _cast(request: InitiativeRequest, page: VotePage, form: BallotForm) -> None:
    """Whoever is on no list is refused by the action, which may have to write it down."""
    decision, row = page.decision, page.mine or Elector()
    if decision.is_secret:
        receipt = voting.cast_secretly(decision=decision, elector=row, ballot=form.ballot, by=request.person)
        words = _(
            "Your ballot is in the box. Keep {receipt} as a note for yourself: it is stored nowhere and proves nothing to others."
        )
        messages.success(request, words.format(receipt=receipt))
        return
    voting.cast(
        decision=decision,
        elector=row,
        ballot=form.ballot,
        by=request.person,
        words=form.words,
        says_nothing=form.says_nothing,
        concern=form.concern,
    )
    messages.success(request, _("Your vote counts. You can change it until the end."))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def recusal(request: InitiativeRequest, number: int) -> HttpResponse:
    """Step aside because of an interest of one's own."""
    decision = fetch_vote(request, number)
    form = words_form(
        request,
        label=_("What is your interest in it?"),
        name="interest",
        hint=_("It is printed in the result, and your seat has no vote in this question."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            recusals.step_aside(decision=decision, interest=form.said, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("You stepped aside. It is printed in the result."))
            return redirect(decision.record.url)
    return step_page(request, decision, form, title=_("Step aside"), button=_("Step aside"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def concern_resolution(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Say that one's concern is resolved, and how."""
    decision = fetch_vote(request, number)
    objection = get_object_or_404(decision.objections.select_related("decision__record__initiative"), pk=pk)
    form = words_form(request, label=_("How was it resolved?"), name="resolution")
    if request.method == "POST" and form.is_valid():
        try:
            resolve(objection=objection, resolution=form.said, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(decision.record.url)
    return step_page(request, decision, form, title=_("My concern is resolved"), button=_("Say so"))


@require_POST
@guard(Permission.VOTE_CAST)
def opening(request: InitiativeRequest, number: int) -> HttpResponse:
    """Open a vote whose time has come; the page of refusal lists what is missing."""
    decision = fetch_vote(request, number)
    open_vote(decision=decision, by=request.person)
    return redirect(decision.record.url)


def words_form(
    request: InitiativeRequest, *, label: str, name: str = "words", hint: str = "", rows: int = 2
) -> WordsForm:
    """Return a form for one public text."""
    sent = request.POST if request.method == "POST" else None
    languages = request.initiative.languages
    return WordsForm(sent, languages=languages, label=label, name=name, hint=hint, rows=rows)


def step_page(
    request: InitiativeRequest, decision: Decision, form: Form, *, title: str, button: str, lead: str = ""
) -> HttpResponse:
    """Return a page with one form about a decision."""
    context = {
        "nav_section": "decisions", "decision": decision, "form": form, "title": title, "button": button, "lead": lead,
    }  # fmt: skip
    return render(request, "engagement/votes/step.html", context, status=422 if form.is_bound else 200)
