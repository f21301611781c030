"""The promise of one engagement: what is owed, the votes and words of the people we promised, answers and remedies."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions.banners import lift_banner
from engagement.actions.not_kept import answer_not_kept, make_good, say_not_kept
from engagement.actions.promisee_votes import ask_promisees, give_voice
from engagement.forms.promises import AnswerForm, AskForm, NotKeptForm, RemedyForm, VoiceForm
from engagement.gathering.promised import input_of_receipt
from engagement.models import Engagement, FrontBanner, Input, NotKept, Obligation, PromiseeVote
from engagement.pages.promise_page import promise_page
from engagement.pages.room import Head, fetch_engagement, head_of, person_of
from engagement.rules.promise_facts import Code
from engagement.rules.stages import Transition
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import LocalizedForm
from initiatives.limits import may_try_from
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "decisions"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def promise(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what is owed, part by part, with what the people we promised say of it."""
    head = _head(request, number)
    context = {**SECTION, "head": head, "page": promise_page(head)}
    return render(request, "engagement/promises/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INPUT_GIVE)
def asking(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask the people we promised something."""
    head = _head(request, number)
    form = AskForm(
        request.POST or None,
        languages=request.initiative.languages,
        purposes=_purposes(head),
        codes=_codes(head, is_open=True),
        level=head.level,
        with_receipt=_is_visitor(request),
    )
    if form.is_valid():
        try:
            given = _given(request, head.engagement, form.cleaned_data.get("receipt", ""))
            ask_promisees(
                engagement=head.engagement,
                petition=form.petition(),
                by=person_of(request.viewer) if given is None else None,
                given=given,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("They are asked. It stands below until when."))
            return redirect(_home(head.engagement))
    return _form(request, head, form, _("Ask the people we promised"), _("Ask them"))


@require_POST
@guard(Permission.INPUT_GIVE)
def voice(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take one voice of the people we promised."""
    engagement = fetch_engagement(request.viewer, number)
    vote = get_object_or_404(PromiseeVote, engagement=engagement, pk=pk)
    form = VoiceForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Choose yes or no."))
    given = _given(request, engagement, form.cleaned_data["receipt"])
    by = person_of(request.viewer) if given is None else None
    give_voice(vote=vote, agrees=form.cleaned_data["agrees"] == "yes", by=by, given=given)
    messages.success(request, _("Your voice counts. You can change it until the vote ends."))
    return redirect(_home(engagement))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INPUT_GIVE)
def not_kept(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take “promise not kept” from one of the people we promised."""
    head = _head(request, number)
    form = NotKeptForm(
        request.POST or None,
        languages=request.initiative.languages,
        codes=_codes(head),
        with_receipt=_is_visitor(request),
        initial={"code": request.GET.get("part", "")},
    )
    if form.is_valid():
        try:
            given = _given(request, head.engagement, form.cleaned_data.get("receipt", ""))
            say_not_kept(
                engagement=head.engagement,
                code=form.cleaned_data["code"],
                words=form.cleaned_data["words"],
                by=person_of(request.viewer) if given is None else None,
                given=given,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is said, and the clock for the answer runs."))
            return redirect(_home(head.engagement))
    return _form(request, head, form, _("Say that a promise was not kept"), _("Say it"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def answering(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Answer “promise not kept”."""
    head = _head(request, number)
    claim = get_object_or_404(NotKept, engagement=head.engagement, pk=pk)
    form = AnswerForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        answer_not_kept(claim=claim, answer=form.texts("answer"), by=request.person)
        messages.success(request, _("The answer is out."))
        return redirect(_home(head.engagement))
    return _form(
        request, head, form, _("Answer “promise not kept”"), _("Publish the answer"), quoted=claim.words
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def remedy(request: InitiativeRequest, number: int, code: str) -> HttpResponse:
    """Say how a broken part is made good."""
    head = _head(request, number)
    broken = Obligation.objects.filter(engagement=head.engagement, code=code, broken_at__isnull=False)
    if not broken.exists():
        raise Http404
    owed = next((line.owed for line in head.owed if line.obligation.code.value == code), "")
    form = RemedyForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        make_good(engagement=head.engagement, code=Code(code), remedy=form.texts("remedy"), by=request.person)
        messages.success(request, _("It stands beside what broke."))
        return redirect(_home(head.engagement))
    return _form(request, head, form, _("Say how it is made good"), _("Publish it"), quoted=owed)


@require_POST
@guard(Permission.SEE_TODAY)
def banner_lifting(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take the banner off the front page, for the group that decided."""
    engagement = fetch_engagement(request.viewer, number)
    banner = get_object_or_404(FrontBanner, engagement=engagement, pk=pk)
    lift_banner(banner=banner, by=request.person)
    messages.success(request, _("The banner is off the front page."))
    return redirect(_home(engagement))


def _head(request: InitiativeRequest, number: int) -> Head:
    return head_of(fetch_engagement(request.viewer, number), request.viewer)


def _home(engagement: Engagement) -> str:
    return f"{engagement.record.url}promises/"


def _is_visitor(request: InitiativeRequest) -> bool:
    return person_of(request.viewer) is None


def _given(request: InitiativeRequest, engagement: Engagement, code: str) -> Input | None:
    """Return the input of a typed receipt; only misses are counted, so nobody else is locked out."""
    if not code.strip():
        return None
    found = input_of_receipt(engagement, code)
    if found is None:
        if not may_try_from(request, "code"):
            raise RuleBroken(_("This was tried very often just now. Wait ten minutes, then try again."))
        raise RuleBroken(
            _("This is no receipt of this question. Type the code as it stands on the receipt."),
            field="receipt",
        )
    return found


def _purposes(head: Head) -> list[tuple[str, str]]:
    """Return what this reader can ask: whoever facilitates more than whoever was promised."""
    purpose = PromiseeVote.Purpose
    wanted = [purpose.WAIVE, purpose.LOWER] if head.may(Transition.REPORT_BACK) else []
    return [(each.value, str(each.label)) for each in (*wanted, purpose.REOPEN)]


def _codes(head: Head, *, is_open: bool = False) -> list[tuple[str, str]]:
    lines = (line for line in head.owed if not is_open or line.obligation.is_holding)
    return [(line.obligation.code.value, line.owed) for line in lines]


def _form(
    request: InitiativeRequest, head: Head, form: LocalizedForm, title: str, button: str, *, quoted: str = ""
) -> HttpResponse:
    context = {**SECTION, "head": head, "form": form, "title": title, "button": button, "quoted": quoted}
    status = 422 if request.method == "POST" else 200
    return render(request, "engagement/promises/form.html", context, status=status)
