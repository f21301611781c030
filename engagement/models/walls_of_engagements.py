"""What the database itself holds in an engagement: where the community decided, there is no way back. SPECTRUM E4, S7."""

from __future__ import annotations

import pgtrigger

NEVER_BACK = pgtrigger.Trigger(
    name="never_back",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.level >= 5 AND OLD.state IN ('decided', 'implementing', 'reported_back', 'completed') "
        "AND (OLD.state IS DISTINCT FROM NEW.state OR NEW.level < OLD.level)"
    ),
    declare=[("decided", "timestamptz")],
    func="""
        IF NEW.level >= OLD.level AND COALESCE(
            array_position(ARRAY['decided', 'implementing', 'reported_back', 'completed'], NEW.state::text)
            >= array_position(ARRAY['decided', 'implementing', 'reported_back', 'completed'], OLD.state::text),
            FALSE
        ) THEN
            RETURN NEW;
        END IF;
        SELECT max(at) INTO decided FROM engagement_engagementstep
            WHERE engagement_id = NEW.id AND to_state = 'decided';
        IF NEW.level >= OLD.level AND NEW.state = 'reopened' AND (
            EXISTS (
                SELECT FROM engagement_promiseevote v WHERE v.engagement_id = NEW.id AND v.purpose = 'reopen'
                AND v.carried AND v.closed_at > decided
            ) OR EXISTS (
                SELECT FROM engagement_decision d WHERE d.engagement_id = NEW.id AND d.purpose = 'reopen'
                AND d.state IN ('adopted', 'in_force', 'review_due', 'reaffirmed')
                AND COALESCE(d.in_force_at, d.closed_at) > decided
            ) OR EXISTS (
                SELECT FROM engagement_statement s WHERE s.engagement_id = NEW.id AND s.kind = 'impossible'
                AND s.authority <> '' AND s.attachment_id IS NOT NULL AND s.published_at > decided
                AND (
                    SELECT count(DISTINCT a.published_by_id) FROM engagement_statement a
                    WHERE a.engagement_id = NEW.id AND a.kind = 'acknowledged' AND a.published_at >= s.published_at
                ) >= 2
            )
        ) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'What the community decided has no way back but by those who decided, those it was promised to, or a law.'
            USING ERRCODE = 'check_violation';
    """,
)
"""No override, veto or edit, for anybody: a decided question goes forward, or is called back by those who may."""

NO_VETO = pgtrigger.Trigger(
    name="no_veto",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND OLD.state <> 'draft'"
    ),
    declare=[("since", "timestamptz")],
    func="""
        SELECT COALESCE(max(at), '-infinity') INTO since FROM engagement_engagementstep
            WHERE engagement_id = NEW.id AND to_state = 'reopened';
        IF EXISTS (
            SELECT FROM engagement_decision d JOIN initiatives_round r ON r.id = d.round_id
            WHERE d.engagement_id = NEW.id AND d.purpose IN ('substance', 'override') AND d.reviews_id IS NULL
            AND r.noticed_at >= since AND d.state IN ('draft', 'noticed', 'deliberating', 'open', 'closed', 'tallied',
                'no_quorum', 'blocked', 'mediation', 'escalated', 'adopted', 'in_force', 'review_due', 'reaffirmed')
        ) THEN
            RAISE EXCEPTION 'A question is not given up over a vote on it that runs or stands.'
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.level >= 5 AND NOT EXISTS (
            SELECT FROM engagement_decision d JOIN initiatives_round r ON r.id = d.round_id
            WHERE d.engagement_id = NEW.id AND d.purpose = 'withdraw' AND r.body_id = OLD.body_id
            AND r.noticed_at >= since AND d.state IN ('adopted', 'in_force', 'review_due', 'reaffirmed')
        ) THEN
            RAISE EXCEPTION 'Where the community decides it alone gives a question up, by a vote.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
"""Giving a question up before it is decided is no way around a vote on it, nor around the group that decides. E4."""
