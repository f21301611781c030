"""All that a person may be allowed to do, on one screen. Seeing what is published is not among them: it is everybody's."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One right inside one initiative."""

    # Everybody, signed in or not
    SEE_PUBLISHED = "see_published"
    ASK_FOR_REVIEW = "ask_for_review"
    INPUT_GIVE = "input_give"
    QUESTION_ASK = "question_ask"
    JOIN_ASK = "join_ask"
    TALK_JOIN = "talk_join"
    # Those who take part
    SEE_TODAY = "see_today"
    SEE_MEMBERS = "see_members"
    SEE_DRAFTS = "see_drafts"
    SEE_AS_PUBLIC = "see_as_public"
    # 1 Common agenda
    AGENDA_EDIT = "agenda_edit"
    AGENDA_PROPOSE = "agenda_propose"
    AGENDA_RATIFY = "agenda_ratify"
    WORDS_EDIT = "words_edit"
    # 3 Mutually reinforcing activities
    PLAN_EDIT = "plan_edit"
    # 3 and 4 Partners, seats, backbone
    PARTNERS_MANAGE = "partners_manage"
    SEATS_MANAGE = "seats_manage"
    RULES_EDIT = "rules_edit"
    ROUND_OPEN = "round_open"
    PEOPLE_INVITE = "people_invite"
    # 5 Shared measurement
    INDICATORS_MANAGE = "indicators_manage"
    DATA_SUBMIT = "data_submit"
    DATA_PUBLISH = "data_publish"
    DATA_SEE_WITHHELD = "data_see_withheld"
    DATA_APPROVE = "data_approve"
    COLLECTION_MANAGE = "collection_manage"
    PROGRAMS_EDIT = "programs_edit"
    POWER_RATE = "power_rate"
    READING_ADD = "reading_add"
    TURN_RUN = "turn_run"
    TURN_ADD = "turn_add"
    # 7 Spectrum and decisions
    ENGAGEMENT_FACILITATE = "engagement_facilitate"
    DISPOSITION_RECORD = "disposition_record"
    ASSISTED_ENTER = "assisted_enter"
    MODERATE = "moderate"
    SUPPORTS_MANAGE = "supports_manage"
    VOTE_OPEN = "vote_open"
    VOTE_CAST = "vote_cast"
    TELL = "tell"
    CONFLICT_RAISE = "conflict_raise"
    MEDIATE = "mediate"
    COMMITMENT_EDIT = "commitment_edit"
    # 2 Communication
    REPORT_REQUEST = "report_request"
    UPDATES_PUBLISH = "updates_publish"
    ASKS_SEND = "asks_send"
    # The initiative itself, openness and access
    INITIATIVE_EDIT = "initiative_edit"
    INITIATIVE_PUBLISH = "initiative_publish"
    ATTACH_FILES = "attach_files"
    RESTRICTION_SET = "restriction_set"
    RESTRICTION_APPROVE = "restriction_approve"
    ACCESS_MANAGE = "access_manage"
    TOKENS_MANAGE = "tokens_manage"


EVERYBODY = frozenset(
    {
        Permission.SEE_PUBLISHED,
        Permission.ASK_FOR_REVIEW,
        Permission.INPUT_GIVE,
        Permission.QUESTION_ASK,
        Permission.JOIN_ASK,
        Permission.TALK_JOIN,
    }
)
