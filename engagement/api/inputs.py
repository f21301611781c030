"""What people said as data: what was answered, in which themes it stands, what became of it; and a door to say something.

Who said it is never told: no account, no address, no group, and nothing of who typed a paper in.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from engagement.actions.inputs import Contribution, give_input
from engagement.models import Answer, Disposition, Engagement, Input
from engagement.pages.inputs import Became, one_by_one, row_of
from engagement.rules.inputs import Said
from initiatives.access import fetch_or_stub
from initiatives.access.viewsets import ReadingViewSet, exactly, viewer_of
from initiatives.access.writing import KEY, REFUSALS
from initiatives.api.fields import Localized
from initiatives.models import Person
from initiatives.passes import shown_code
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """One answer: in words, by choosing (positions from 0), on a scale of 1 to 5, or a place, as the question asks."""

    question = Localized(source="prompt.words")
    kind = serializers.CharField(source="prompt.kind")

    class Meta:
        model = Answer
        fields = ("prompt", "question", "kind", "words", "language", "choices", "scale", "place")


class BecameSerializer(serializers.Serializer[Became]):
    """A theme in which an input stands, and what became of it; no disposition while it is not answered."""

    theme = serializers.IntegerField(source="theme.pk")
    title = Localized(source="theme.title")
    disposition = serializers.ChoiceField(
        choices=Disposition.Kind.choices, source="now.kind", default=None, allow_null=True
    )
    reason = Localized(source="now.reason", default=None, allow_null=True)
    passage = Localized(source="now.passage", default=None, allow_null=True)


class InputSerializer(serializers.ModelSerializer[Input]):
    """One contribution; its words are left out where its author took them back, or where they are hidden on a ground."""

    engagement = serializers.IntegerField(source="engagement.record.number")
    hidden_ground = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    became = serializers.SerializerMethodField()

    class Meta:
        model = Input
        fields = (
            "id", "engagement", "number", "channel", "received_at", "acknowledged_at", "withdrawn_at", "hidden_ground",
            "words_hash", "answers", "became",
        )  # fmt: skip

    def get_hidden_ground(self, given: Input) -> str | None:
        """Return on which ground the words are hidden now."""
        hiding = row_of(given).hiding
        return hiding.ground if hiding else None

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, given: Input) -> list[dict[str, Any]]:
        """Return what was said, where it can be read."""
        if not row_of(given).is_readable:
            return []
        standing = [answer for answer in given.answers.all() if answer.erased_at is None]
        return list(AnswerSerializer(standing, many=True).data)

    @extend_schema_field(BecameSerializer(many=True))
    def get_became(self, given: Input) -> list[dict[str, Any]]:
        """Return the themes, and what became of each."""
        return [BecameSerializer(each).data for each in row_of(given).became]


class SaidSerializer(serializers.Serializer[object]):
    """One answer to be given: `prompt` is the number of the question."""

    prompt = serializers.IntegerField()
    words = serializers.CharField(required=False, allow_blank=True, default="", max_length=4000)
    choices = serializers.ListField(child=serializers.IntegerField(min_value=0), required=False, default=list)
    scale = serializers.IntegerField(required=False, allow_null=True, default=None)
    place = serializers.CharField(required=False, allow_blank=True, default="", max_length=160)


class GiveSerializer(serializers.Serializer[object]):
    """What somebody says to a question that is open, in the name of whoever sends it."""

    engagement = serializers.IntegerField()
    answers = SaidSerializer(many=True)
    language = serializers.CharField(required=False, allow_blank=True, default="", max_length=8)


class ReceiptSerializer(serializers.Serializer[object]):
    """The receipt: its number, and the page that tells what becomes of the words. Keep it: nobody else has it."""

    number = serializers.IntegerField()
    receipt = serializers.CharField()
    address = serializers.CharField()


class InputViewSet(ReadingViewSet[Input]):
    """What people said, the latest first."""

    serializer_class = InputSerializer
    filterset_class = exactly("channel", numbers={"engagement": "engagement__record__number"})
    writing_permission = Permission.SEE_TODAY

    def rows(self, viewer: Viewer) -> QuerySet[Input]:
        """Return what was said to the questions that this reader sees."""
        seen = Engagement.objects.visible_to(viewer)
        return one_by_one(Input.objects.counted().filter(engagement__in=seen)).order_by("-pk")

    @extend_schema(request=GiveSerializer, responses={201: ReceiptSerializer, **REFUSALS}, parameters=[KEY])
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Say something to a question that is open. The same key again is the same contribution."""
        sent = GiveSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        told = _give(viewer_of(request), sent.validated_data, request.headers.get("Idempotency-Key", ""))
        return Response(told, status=201, headers={"Cache-Control": "private, no-store"})


def _give(viewer: Viewer, said: dict[str, Any], key: str) -> dict[str, Any]:
    rows = Engagement.objects.select_related("record__initiative")
    engagement = fetch_or_stub(rows, viewer, record__number=said["engagement"])
    answers = [
        Said(each["prompt"], each["words"], tuple(each["choices"]), each["scale"], each["place"])
        for each in said["answers"]
    ]
    assert viewer.person_id is not None  # noqa: S101 (the permission to write asks for somebody)
    what = Contribution(
        said=answers,
        contributor=Person.objects.get(pk=viewer.person_id),
        language=said["language"],
        sent_as=key,
    )
    receipt = give_input(engagement=engagement, what=what)
    code = shown_code(receipt.code)
    return {"number": receipt.input.number, "receipt": code, "address": f"/receipt/{code}/"}
