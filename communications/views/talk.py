"""Conversations: read one, begin one on a record, reply, hide on a ground, appeal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communications.actions.talk import answer_hiding, appeal_hiding, begin_talk, hide_post, say
from communications.forms.talk import AppealAnswerForm, AppealForm, HidePostForm, SayForm
from communications.models import Post, PostHiding, Thread
from communications.pages.talk import talk_asked
from communications.views.posting import carried_out, form_page
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Record
from initiatives.rules.permissions import Permission
from initiatives.together import answer_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@guard(Permission.TALK_JOIN)
def talk(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show a conversation; POST says something in it, perhaps as a reply."""
    thread = _fetch(request, number)
    form = SayForm(request.POST or None)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(thread.record.url)
        answered = _answered(request, thread)
        if carried_out(
            form,
            lambda: say(
                thread=thread, words=form.cleaned_data["words"], reply_to=answered, by=request.person
            ),
        ):
            messages.success(request, _("Said. Everybody can read it."))
            return redirect(thread.record.url)
    context = {"thread": thread, "talk": answer_of(talk_asked(thread, request.viewer)), "form": form}
    return render(request, "communications/talk/detail.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODS)
@guard(Permission.TALK_JOIN)
def talk_begin(request: InitiativeRequest, number: int) -> HttpResponse:
    """Begin the conversation on a record; where it has begun, lead there."""
    about = fetch_or_stub(Record.objects.select_related("initiative"), request.viewer, number=number)
    thread = Thread.objects.select_related("record__initiative").filter(about=about).first()
    if thread is not None:
        return redirect(thread.record.url)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = SayForm(request.POST or None)
    if carried_out(
        form, lambda: begin_talk(about=about, words=form.cleaned_data["words"], by=request.person)
    ):
        messages.success(request, _("Said. Everybody can read it."))
        return redirect(Thread.objects.select_related("record__initiative").get(about=about).record.url)
    words = {"heading": _("Begin the conversation"), "button": _("Say it"), "back": about.url}
    return form_page(request, form, **words, above=about.url, above_name=about.shown_title)


@require_http_methods(METHODS)
@guard(Permission.MODERATE)
def talk_hiding(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Hide what somebody said, on a ground of the list."""
    thread = _fetch(request, number)
    post = get_object_or_404(thread.posts.shown(), pk=pk)
    form = HidePostForm(request.POST or None)
    if carried_out(form, lambda: hide_post(post=post, ground=form.cleaned_data["ground"], by=request.person)):
        messages.success(request, _("Hidden, and counted. Whoever wrote it reads why."))
        return redirect(thread.record.url)
    words = {"heading": _("Hide what was said"), "button": _("Hide it"), "lead": post.words}
    return _form(request, thread, form, **words)


@require_http_methods(METHODS)
@guard(Permission.TALK_JOIN)
def talk_appeal(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Ask a second person to look at what was hidden, as whoever said it; for others that address is not there."""
    thread = _fetch(request, number)
    hiding = _hiding(thread, pk)
    if hiding.post.by_id != request.viewer.person_id:
        raise Http404
    form = AppealForm(request.POST or None)
    if carried_out(
        form, lambda: appeal_hiding(hiding=hiding, words=form.cleaned_data["words"], by=request.person)
    ):
        messages.success(request, _("A second person will look at it."))
        return redirect(thread.record.url)
    return _form(request, thread, form, heading=_("Ask a second person to look"), button=_("Send it"))


@require_http_methods(METHODS)
@guard(Permission.MODERATE)
def talk_appeal_answer(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Answer an appeal, as somebody else than the one who hid it."""
    thread = _fetch(request, number)
    hiding = _hiding(thread, pk)
    form = AppealAnswerForm(request.POST or None, languages=request.initiative.languages)

    def act() -> None:
        lifted = bool(form.cleaned_data["is_lifted"])
        answer_hiding(hiding=hiding, is_lifted=lifted, answer=form.texts("answer"), by=request.person)

    if carried_out(form, act):
        messages.success(request, _("Answered. Whoever wrote it reads it."))
        return redirect(thread.record.url)
    words = {"heading": _("Look again at what was hidden"), "button": _("Answer"), "lead": hiding.appeal}
    return _form(request, thread, form, **words)


def _fetch(request: InitiativeRequest, number: int) -> Thread:
    rows = Thread.objects.select_related("record__initiative", "about__initiative")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _hiding(thread: Thread, pk: int) -> PostHiding:
    rows = PostHiding.objects.select_related("post").filter(lifted_at__isnull=True)
    return get_object_or_404(rows, post__thread=thread, post=pk)


def _answered(request: InitiativeRequest, thread: Thread) -> Post | None:
    number = request.POST.get("reply_to", "")
    return get_object_or_404(thread.posts, number=int(number)) if number.isdecimal() else None


def _form(
    request: InitiativeRequest,
    thread: Thread,
    form: HidePostForm | AppealForm | AppealAnswerForm,
    **words: str,
) -> HttpResponse:
    where = thread.record.url
    return form_page(request, form, above=where, above_name=thread.record.shown_title, back=where, **words)
