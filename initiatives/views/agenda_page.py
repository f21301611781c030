"""What the page of the agenda shows to one reader: the version in force, the proposed one beside it, who answered what."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.access import InitiativeRequest, refuse_withheld
from initiatives.agreed import as_list, principles_told, tell_without, withheld_asked
from initiatives.forms.agenda import AnswerForm
from initiatives.models import CommonAgenda, PlanAnswer, Ratification, RoundSeat, local
from initiatives.models.versions import VersionQuerySet
from initiatives.rooms import Room, look_into_asked
from initiatives.rules.diff import Run, compare, is_changed, without_what_stays
from initiatives.rules.viewer import Viewer
from initiatives.together import all_of, ask_together

PARTS: dict[str, Promise] = {
    "vision": _("Our vision"),
    "problem": _("The problem"),
    "approach": _("How we get there together"),
}
PRINCIPLES = _("Principles we work by")


@dataclass(frozen=True, slots=True)
class Difference:
    """One text of the agenda in two versions; of a list only the lines that differ, and how many stay as they are."""

    label: str | Promise
    before: str
    after: str
    runs: tuple[Run, ...]
    is_changed: bool
    lines_kept: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """The form of one seat, and the answer that it gave so far."""

    seat: RoundSeat
    given: Ratification | PlanAnswer | None
    form: AnswerForm
    stands_in: bool  # the reader answers for the holder of the seat

    @property
    def own(self) -> Ratification | PlanAnswer | None:
        """The answer so far, where the reader gave it."""
        return self.given if self.given and bool(self.given.alternate_id) == self.stands_in else None


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """All that the page shows."""

    current: CommonAgenda | None
    current_room: Room | None
    proposed: CommonAgenda | None
    proposed_room: Room | None
    changes: list[Difference]
    ballots: list[Ballot] = field(default_factory=list)
    has_versions: bool = False
    refusals: list[str] = field(default_factory=list)


def agenda_page(request: InitiativeRequest, *, sent: AnswerForm | None = None) -> AgendaPage:
    """Read the page for a reader; `sent` is an answer that was refused, kept as it was typed."""
    ratified = CommonAgenda.objects.ratified().select_related("record", "round__record", "round__body")[:1]
    before_the_table, any_seen = _versions(request).proposed()[:1], _versions(request).values_list("pk")[:1]
    withheld = withheld_asked(request.viewer)
    ask_together(ratified, before_the_table, any_seen, withheld)
    current, proposed = next(iter(ratified), None), next(iter(before_the_table), None)
    if current is not None:
        refuse_withheld(current.record, request.viewer)
    tell_without([current, proposed], frozenset(withheld))
    room, current_room = all_of([look_into_asked(proposed), look_into_asked(current)])
    return AgendaPage(
        current=current,
        current_room=current_room,
        proposed=proposed,
        proposed_room=room,
        changes=differences(current, proposed, request.viewer) if current and proposed else [],
        ballots=ballots_of(request, room, sent) if room else [],
        has_versions=bool(any_seen),
        refusals=[str(error) for errors in sent.errors.values() for error in errors] if sent else [],
    )


def texts_of(agenda: CommonAgenda, viewer: Viewer) -> list[tuple[str, Promise, dict[str, str]]]:
    """Return the texts of a version as a reader may see them, each with its name and its heading."""
    texts = [(name, label, getattr(agenda, name)) for name, label in PARTS.items()]
    return [*texts, ("principles", PRINCIPLES, as_list(principles_told(agenda, viewer)))]


def differences(before: CommonAgenda | None, after: CommonAgenda, viewer: Viewer) -> list[Difference]:
    """Compare two versions text by text, in the reader's language."""
    found = []
    earlier = {name: text for name, _label, text in texts_of(before, viewer)} if before else {}
    for name, label, text in texts_of(after, viewer):
        old, new = local(earlier.get(name, {})), local(text)
        if not old and not new:
            continue
        kept = 0
        if name == "principles":
            old, new, kept = without_what_stays(old, new)
        runs = compare(old, new)
        found.append(Difference(label, old, new, runs, is_changed(runs), kept))
    return found


def _versions(request: InitiativeRequest) -> VersionQuerySet[CommonAgenda]:
    return CommonAgenda.objects.visible_to(request.viewer).select_related(
        "record", "round__record", "round__body"
    )


def ballots_of(request: InitiativeRequest, room: Room, sent: AnswerForm | None) -> list[Ballot]:
    """Return the forms of the seats for which the reader may answer."""
    if not room.is_open:
        return []
    reader = request.viewer.person_id
    return [
        Ballot(row.seat, row.answer, _form(row.seat, row.answer, sent), row.seat.person_id != reader)
        for row in room.answers
        if row.may_be_given_by(reader)
    ]


def _form(seat: RoundSeat, given: Ratification | PlanAnswer | None, sent: AnswerForm | None) -> AnswerForm:
    if sent is not None and str(sent.data.get("seat")) == str(seat.pk):
        return sent
    initial = {
        "seat": seat.pk,
        "stance": given.stance if given else None,
        "words": given.words if given else "",
    }
    return AnswerForm(initial=initial, auto_id=f"seat{seat.pk}_%s")
