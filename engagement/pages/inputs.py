"""What people said, as the pages show it: counted whole, hidden words as a stub, each with what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from engagement.gathering.contributors import ratings_asked
from engagement.models import (
    AffectedShare,
    Answer,
    Decision,
    Disposition,
    Engagement,
    Hiding,
    Input,
    InputQuerySet,
    Prompt,
    Theme,
    ThemeInput,
)
from engagement.rules.input_law import counted_publicly
from initiatives.models import Category, Dimension, local
from initiatives.together import Asking, answer_of, counted, number_of, rows_in

FEWEST_RATINGS = 5
TONES = {
    Disposition.Kind.ADOPTED: "good",
    Disposition.Kind.ADAPTED: "good",
    Disposition.Kind.ALREADY_PLANNED: "brand",
    Disposition.Kind.OUT_OF_SCOPE: "brand",
}


@dataclass(frozen=True, slots=True)
class Became:
    """A theme and what became of it; `now` is None while it is not answered."""

    theme: Theme
    now: Disposition | None

    @property
    def word(self) -> str:
        """What became of it, in words."""
        return str(self.now.get_kind_display()) if self.now else ""

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return TONES.get(Disposition.Kind(self.now.kind), "") if self.now else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of an input as everybody reads it: the question and what was said, in words or by choosing."""

    question: str
    said: str
    language: str
    is_words: bool


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input as everybody reads it."""

    input: Input
    answers: list[Told]
    hiding: Hiding | None
    became: list[Became]

    @property
    def is_readable(self) -> bool:
        """Whether its words are shown."""
        return self.hiding is None and self.input.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of all that was ever said: shown, taken back, hidden and on which grounds; by which ways."""

    all: int
    shown: int
    withdrawn: int
    hidden: int
    grounds: list[tuple[str, int]]
    channels: list[tuple[str, int]]
    unsorted: int
    unread: int


@dataclass(frozen=True, slots=True)
class Rated:
    """How contributors rate the use of their words; the mean is None while fewer than five have."""

    given: int
    mean: float | None


def whole(rows: InputQuerySet) -> InputQuerySet:
    """Return inputs with what a page reads of each row itself; `told_of` reads the rest."""
    return rows.select_related("session", "engagement__record__initiative")


def told_of(inputs: Sequence[Input]) -> Asking[list[InputRow]]:
    """Ask for inputs as everybody reads them: what was answered, hidden, and what became of each; one journey."""
    standing = ThemeInput.objects.filter(
        input__in=inputs, removed_at__isnull=True, theme__merged_into__isnull=True
    )
    answers = Answer.objects.filter(input__in=inputs, erased_at__isnull=True).select_related("prompt")
    hidings = Hiding.objects.filter(input__in=inputs, lifted_at__isnull=True)
    sorted_in = standing.select_related("theme").order_by("pk")
    answered = Disposition.objects.filter(theme__in=standing.values("theme"), replaced_at__isnull=True)
    yield answers, hidings, sorted_in, answered
    told, became = defaultdict(list), defaultdict(list)
    for answer in answers:
        told[answer.input_id].append(_told(answer))
    now, hidden = {one.theme_id: one for one in answered}, {one.input_id: one for one in hidings}
    for row in sorted_in:
        became[row.input_id].append(Became(row.theme, now.get(row.theme_id)))
    return [InputRow(one, told[one.pk], hidden.get(one.pk), became[one.pk]) for one in inputs]


def told_in(question: InputQuerySet) -> Asking[list[InputRow]]:
    """Ask for the inputs of a question, then for what everybody reads of them."""
    inputs = yield from rows_in(question)
    return (yield from told_of(inputs))


def rows_of(inputs: Iterable[Input]) -> list[InputRow]:
    """Return inputs as everybody reads them; they come from `whole`."""
    return answer_of(told_of(list(inputs)))


def one_by_one(rows: InputQuerySet) -> InputQuerySet:
    """Return inputs for whoever reads them row by row, with all that `row_of` reads of each."""
    standing = ThemeInput.objects.filter(removed_at__isnull=True, theme__merged_into__isnull=True)
    answered = Disposition.objects.filter(replaced_at__isnull=True)
    return whole(rows).prefetch_related(
        Prefetch("answers", Answer.objects.filter(erased_at__isnull=True).select_related("prompt")),
        Prefetch("hidings", Hiding.objects.filter(lifted_at__isnull=True), to_attr="hidden_now"),
        Prefetch(
            "theme_inputs",
            standing.select_related("theme").prefetch_related(
                Prefetch("theme__dispositions", answered, to_attr="now")
            ),
            to_attr="standing",
        ),
    )


def row_of(given: Input) -> InputRow:
    """Return one input as everybody reads it; it comes from `one_by_one`."""
    hidden: list[Hiding] = given.hidden_now  # type: ignore[attr-defined]
    standing: list[ThemeInput] = given.standing  # type: ignore[attr-defined]
    return InputRow(
        given,
        [_told(answer) for answer in given.answers.all()],
        hidden[0] if hidden else None,
        [Became(row.theme, next(iter(row.theme.now), None)) for row in standing],  # type: ignore[attr-defined]
    )


def counts_of(engagement: Engagement) -> Asking[Counts]:
    """Ask for the public counts. They always make up all that was ever said."""
    rows = Input.objects.filter(engagement=engagement).counted()
    hidden = Hiding.objects.filter(input=OuterRef("pk"), lifted_at__isnull=True)
    stands = rows.filter(withdrawn_at__isnull=True)
    hidings = Hiding.objects.filter(input__in=stands.order_by(), lifted_at__isnull=True).order_by()
    by_channel = (
        rows.order_by()
        .values_list("channel")
        .annotate(
            total=Count("pk"),
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
            unread=Count("pk", filter=Q(withdrawn_at__isnull=True, acknowledged_at__isnull=True)),
        )
    )
    grounds = hidings.values_list("ground", flat=True)
    kept_back, waiting = counted(stands.filter(Exists(hidden))), counted(unsorted(stands))
    yield by_channel, grounds, kept_back, waiting
    return _counts(list(by_channel), Counter(grounds), number_of(kept_back), number_of(waiting))


def _counts(
    by_channel: Sequence[tuple[str, int, int, int]], grounds: Counter[str], hidden: int, waiting: int
) -> Counts:
    found = {channel: number for channel, number, _withdrawn, _unread in by_channel}
    total, taken_back = sum(found.values()), sum(row[2] for row in by_channel)
    shown, withdrawn, kept_back = counted_publicly(total, taken_back, hidden)
    return Counts(
        all=total,
        shown=shown,
        withdrawn=withdrawn,
        hidden=kept_back,
        grounds=[(str(label), grounds[key]) for key, label in Hiding.Ground.choices if grounds[key]],
        channels=[(str(label), found[key]) for key, label in Input.Channel.choices if found.get(key)],
        unsorted=waiting,
        unread=sum(row[3] for row in by_channel),
    )


def unsorted(rows: InputQuerySet) -> InputQuerySet:
    """Return those that stand under no theme yet."""
    standing = ThemeInput.objects.filter(
        input=OuterRef("pk"), removed_at__isnull=True, theme__merged_into__isnull=True
    )
    return rows.exclude(Exists(standing))


def what_became(engagement: Engagement) -> Asking[list[tuple[str, int]]]:
    """Ask how many inputs came to what: an input counts for each of its themes' answers once."""
    answered = ThemeInput.objects.filter(
        theme__engagement=engagement,
        removed_at__isnull=True,
        theme__merged_into__isnull=True,
        theme__dispositions__replaced_at__isnull=True,
        input__withdrawn_at__isnull=True,
    )
    by_kind = answered.order_by().values_list("theme__dispositions__kind")
    numbers = by_kind.annotate(Count("input", distinct=True))
    yield (numbers,)
    found = dict(numbers)
    return [(str(label), found[key]) for key, label in Disposition.Kind.choices if found.get(key)]


def rated(engagement: Engagement) -> Asking[Rated]:
    """Ask for the ratings, one of each contributor; the mean only of five people or more."""
    stars = yield from ratings_asked(engagement)
    return Rated(len(stars), sum(stars) / len(stars) if len(stars) >= FEWEST_RATINGS else None)


def groups_asked(engagement: Engagement) -> list[tuple[Dimension, list[Category]]]:
    """Return the groups of those whom it concerns, as they are asked: only those whose shares are known."""
    shares = AffectedShare.objects.filter(engagement=engagement, replaced_at__isnull=True)
    found: dict[Dimension, list[Category]] = {}
    for share in shares.select_related("category__dimension"):
        found.setdefault(share.category.dimension, []).append(share.category)
    return list(found.items())


def groups_for(decision: Decision) -> list[tuple[Dimension, list[Category]]]:
    """Return the groups that voters are asked for: those of the question that they vote on, and none beside one."""
    return groups_asked(decision.engagement) if decision.engagement is not None else []


def said_words(answer: Answer) -> str:
    """Return what was said to one question, as one text."""
    prompt = answer.prompt
    if prompt.kind == prompt.Kind.CHOICE:
        return ", ".join(local(prompt.choices[at]) for at in answer.choices if at < len(prompt.choices))
    if prompt.kind == prompt.Kind.SCALE:
        return f"{answer.scale} / 5" if answer.scale else ""
    return answer.place if prompt.kind == prompt.Kind.PLACE else answer.words


def _told(answer: Answer) -> Told:
    is_words = answer.prompt.kind == Prompt.Kind.TEXT
    return Told(local(answer.prompt.words), said_words(answer), answer.language, is_words)
