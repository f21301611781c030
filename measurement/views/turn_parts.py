"""What stands in a conversation: factors, partners, ideas and steps, added, taken from a line, taken out; and scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import turn_parts as actions
from measurement.forms.turns import ActionForm, FactorForm, IdeaForm, PartForm, PartnerRoleForm, ScoreForm
from measurement.models import Factor, Idea, IdeaScore, PartnerRole, Turn, TurnAction, TurnLine
from measurement.rules.turns import Criterion
from measurement.views.posting import posted
from measurement.views.turn_questions import part_form
from measurement.views.turns import SECTION, find


class Kind(NamedTuple):
    """One kind of part: its form, its action, its table, and the question at which it stands."""

    heading: str | Promise
    form: type[PartForm]
    add: Callable[..., object]
    model: type[actions.Part]
    question: int


KINDS: dict[str, Kind] = {
    "factors": Kind(gettext_lazy("What helps or holds back"), FactorForm, actions.add_factor, Factor, 4),
    "partners": Kind(
        gettext_lazy("A partner with a part to play"), PartnerRoleForm, actions.add_partner, PartnerRole, 5
    ),
    "ideas": Kind(gettext_lazy("What works, or could"), IdeaForm, actions.add_idea, Idea, 6),
    "actions": Kind(gettext_lazy("What we will do"), ActionForm, actions.add_action, TurnAction, 7),
}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_RUN)
def part_add(request: InitiativeRequest, sign: str, number: int, part: str) -> HttpResponse:
    """Add a part to a conversation; with ?line= it takes up what somebody wrote."""
    indicator, turn = find(request, sign, number)
    kind, line = _kind(part), _line(request, turn)
    first = request.initiative.languages[0]
    start = {f"words_{first}": line.words, f"role_{first}": line.words, "kind": line.kind} if line else {}
    given: dict[str, object] | None = {**start, "ground": "lived_experience"} if line else None
    form = part_form(request, kind.form, turn, posted(request), given)
    if form.is_valid() and _added(request, turn, kind, form, line):
        return redirect(f"{turn.record.url}{line.question if line else kind.question}/#parts")
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": turn,
        "kind": kind,
        "form": form,
        "line": line,
        "part": part,
    }
    return render(request, "measurement/turn/part.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.TURN_RUN)
def part_removal(request: InitiativeRequest, sign: str, number: int, part: str, pk: int) -> HttpResponse:
    """Take a part out of an open conversation."""
    _indicator, turn = find(request, sign, number)
    kind = _kind(part)
    row: Any = get_object_or_404(kind.model.objects.select_related("turn"), turn=turn, pk=pk)
    actions.remove_part(part=row, by=request.person)
    messages.success(request, _("Taken out. The history keeps that it was there."))
    return redirect(f"{turn.record.url}{kind.question}/#parts")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_ADD)
def scores(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Score the ideas, each for oneself; the table sees the spread and not only the mean."""
    indicator, turn = find(request, sign, number)
    ideas = list(turn.ideas.filter(removed_at__isnull=True))
    mine = {one.idea_id: one for one in IdeaScore.objects.filter(idea__turn=turn, scorer=request.person)}
    forms = [ScoreForm(posted(request), idea=idea, initial=_given(mine.get(idea.pk))) for idea in ideas]
    status = 200
    if request.method == "POST":
        right = [form for form in forms if form.is_valid()]
        given = {form.idea: said for form in right if (said := form.scores())}
        if given and len(right) == len(forms):
            actions.score_ideas(turn=turn, scores=given, by=request.person)
            messages.success(
                request, _("Your scores are kept. You can change them until the conversation is closed.")
            )
            return redirect(f"{turn.record.url}6/#parts")
        status = 422
    context = {**SECTION, "indicator": indicator, "turn": turn, "forms": forms, "is_wrong": status != 200}
    return render(request, "measurement/turn/scores.html", context, status=status)


def _kind(part: str) -> Kind:
    if part not in KINDS:
        raise Http404
    return KINDS[part]


def _line(request: InitiativeRequest, turn: Turn) -> TurnLine | None:
    asked = request.GET.get("line", "")
    if not asked.isdigit():
        return None
    waiting = TurnLine.objects.filter(hidden_at__isnull=True, place=TurnLine.Place.WAITING)
    return get_object_or_404(waiting, turn=turn, pk=int(asked))


def _added(request: InitiativeRequest, turn: Turn, kind: Kind, form: PartForm, line: TurnLine | None) -> bool:
    said = form.values() | ({"line": line} if line else {})
    try:
        kind.add(turn=turn, by=request.person, **said)
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Added."))
    return True


def _given(score: IdeaScore | None) -> dict[str, int]:
    return {one.value: getattr(score, one.value) for one in Criterion} if score else {}
