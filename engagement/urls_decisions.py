"""Addresses of decisions: votes, counts, recounting."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from engagement.views import counts, courses, deciders, lots, motions, reviews, rolls, slips, tellers, votes


class StepConverter:
    """The steps of a decision that need no words."""

    regex = "|".join(courses.BY_PRESSING)

    def to_python(self, value: str) -> str:
        """Return the step."""
        return value

    def to_url(self, value: str) -> str:
        """Return the step."""
        return value


register_converter(StepConverter, "vote_step")

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/votes/add/", motions.add_procedural_vote, name="vote-add-procedural"),
    path("decisions/<int:number>/votes/add/", motions.add_vote, name="vote-add"),
    path("decisions/<int:number>/votes/", motions.votes, name="votes"),
    path("decisions/<int:number>/slip/", slips.slip_code, name="slip-code"),
    path("decisions/<int:number>/ballot/", votes.ballot, name="ballot"),
    path("decisions/<int:number>/groups/", deciders.own_groups, name="vote-groups"),
    path("decisions/<int:number>/recusal/", votes.recusal, name="recusal"),
    path("decisions/<int:number>/interest/", rolls.interest, name="vote-interest"),
    path("decisions/<int:number>/presence/", rolls.presence, name="vote-presence"),
    path(
        "decisions/<int:number>/concerns/<int:pk>/resolution/",
        votes.concern_resolution,
        name="concern-resolution",
    ),
    path("decisions/<int:number>/opening/", votes.opening, name="vote-opening"),
    path("decisions/<int:number>/ending/", courses.ending, name="vote-ending"),
    path("decisions/<int:number>/postponing/", courses.postponing, name="vote-postponing"),
    path("decisions/<int:number>/withdrawal/", courses.withdrawal, name="vote-withdrawal"),
    path("decisions/<int:number>/text/", courses.text_change, name="vote-text"),
    path("decisions/<int:number>/review/", reviews.review, name="vote-review"),
    path("decisions/<int:number>/review/text/", reviews.changed_text, name="vote-review-text"),
    path("decisions/<int:number>/revision/", motions.revision, name="vote-revision"),
    path("decisions/<int:number>/course/<vote_step:step>/", courses.course, name="vote-course"),
    path("decisions/<int:number>/tellers/", tellers.tellers, name="tellers"),
    path("decisions/<int:number>/slips/", tellers.slips, name="slips"),
    path("decisions/<int:number>/handing-out/", tellers.handing_out, name="slips-handing-out"),
    path("decisions/<int:number>/papers/", tellers.papers, name="papers"),
    path("decisions/<int:number>/voters/", tellers.voters, name="voters"),
    path("decisions/<int:number>/count/", counts.count, name="count"),
    path("decisions/<int:number>/check/", counts.check, name="count-check"),
    path("decisions/<int:number>/check/decision.json", counts.check_json, name="count-json"),
    path("decisions/<int:number>/certification/", counts.certification, name="certification"),
    path("decisions/<int:number>/tie/", counts.tie, name="tie"),
    path("decisions/<int:number>/lots/", lots.lots, name="lots"),
    path("decisions/<int:number>/lots/announcing/", lots.announcing, name="lot-announcing"),
    path("decisions/<int:number>/lots/<int:pk>/volunteering/", lots.volunteering, name="lot-volunteering"),
    path("decisions/<int:number>/lots/<int:pk>/drawing/", lots.drawing, name="lot-drawing"),
]
