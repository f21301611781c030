"""Who gets what of communication: updates, conversations, newsletters, notices, feeds."""

from __future__ import annotations

from tests.access.parts import ALL, DIRECTOR, MAY_ADD, MEMBERS
from tests.access.rows import ASKED_IN, NOT_THERE, READ, SENT, Door, Row

_MAY_SEE_MEMBERS = MAY_ADD  # everybody of the table but funders
_REPORT = {"number": "report_number"}
_UPDATE = {"number": "update"}
_ISSUE = {"number": "newsletter"}
_DRAFT = {"number": "newsletter_draft"}
_TALK = {"number": "thread"}

COMMUNICATION: dict[str, Row] = {
    "overview": Row(),
    "today": Row(MEMBERS),
    "search": Row(),
    "reports": Row(),
    "report-ask": Row(None, MEMBERS),
    "report": Row(args=_REPORT),
    "report-progress": Row(args=_REPORT),
    "asks": Row(_MAY_SEE_MEMBERS),
    "ask-add": Row(DIRECTOR, DIRECTOR),
    # only whoever speaks for the partner: the walking partner does
    "ask-answer": Row(
        _MAY_SEE_MEMBERS,
        _MAY_SEE_MEMBERS,
        args={"pk": "ask"},
        get_ok=READ | NOT_THERE,
        post_ok=SENT | NOT_THERE,
    ),
    "ask-withdrawal": Row(None, DIRECTOR, args={"pk": "ask"}),
    "ask-talk": Row(None, DIRECTOR, args={"pk": "ask"}),
    "campaigns": Row(),
    "campaign-add": Row(DIRECTOR, DIRECTOR),
    "campaign": Row(args={"number": "campaign"}),
    "campaign-act": Row(None, MEMBERS, args={"number": "campaign"}),
    "campaign-ending": Row(None, DIRECTOR, args={"number": "campaign"}),
    "api-focus-list": Row(),
    "api-focus-detail": Row(args={"number": "campaign"}),
    "updates": Row(),
    "update-add": Row(DIRECTOR, DIRECTOR),
    "update": Row(args=_UPDATE),
    "update-correction": Row(DIRECTOR, DIRECTOR, args=_UPDATE),
    "newsletters": Row(),
    "newsletter": Row(args=_ISSUE),
    "newsletter-add": Row(DIRECTOR, DIRECTOR),
    "newsletter-edit": Row(DIRECTOR, DIRECTOR, args=_DRAFT),
    "newsletter-trial": Row(None, DIRECTOR, args=_DRAFT),
    "newsletter-sending": Row(None, DIRECTOR, args=_DRAFT),
    "newsletter-progress": Row(DIRECTOR, args=_ISSUE),
    "subscription": Row(ALL, ALL),
    "letters": Row(DIRECTOR),
    "feeds": Row(),
    "private-calendar": Row(None, MEMBERS),
    "meetings-calendar": Row(),
    "feed": Row(plain={"topic": "initiative"}),
    "feed-body": Row(args={"group": "body"}),
    "calendar-body": Row(args={"group": "body"}),
    "feed-engagement": Row(args={"number": "engagement"}),
    "feed-indicator": Row(args={"sign": "indicator"}),
    "talk": Row(ALL, ALL, args=_TALK),
    "talk-begin": Row(ALL, ALL, args={"number": "record"}, get_ok=READ | ASKED_IN),
    "talk-hiding": Row(DIRECTOR, DIRECTOR, args={**_TALK, "pk": "post"}),
    # only whoever said it; nobody of the walkers did
    "talk-appeal": Row(
        ALL, ALL, args={**_TALK, "pk": "post_hidden"}, get_ok=READ | NOT_THERE, post_ok=SENT | NOT_THERE
    ),
    "talk-appeal-answer": Row(DIRECTOR, DIRECTOR, args={**_TALK, "pk": "post_hidden"}),
    "api-updates-list": Row(),
    "api-updates-detail": Row(args={"number": "update"}),
    "api-talk-list": Row(),
    "api-talk-detail": Row(args={"number": "thread"}),
}

COMMUNICATION_DOORS: dict[str, Door] = {
    "account-notices": Door(),
    "account-notices-address": Door(),
    "mail-bounces": Door(),
    "my-calendar": Door({"secret": "nobody-made-this"}),
    "subscribing": Door({"secret": "nobody-made-this"}),
}
