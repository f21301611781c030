"""What the database itself holds in a vote: a frozen list, votes in their time, a result that stands. SPECTRUM section 3."""

from __future__ import annotations

import pgtrigger

UNSETTLED = "('no_quorum', 'blocked', 'mediation', 'escalated')"

RESULT_STANDS = pgtrigger.Protect(
    name="result_stands",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.result IS NOT NULL AND OLD.result IS DISTINCT FROM NEW.result "
        f"AND OLD.state NOT IN {UNSETTLED} "
        "AND NOT (OLD.state = 'tallied' AND OLD.result #>> '{outcome,status}' = 'tied')"
    ),
)
"""A result never changes: only a vote that has decided nothing yet is counted anew."""

OUTCOME_STANDS = pgtrigger.Protect(
    name="outcome_stands",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.state IN ('adopted', 'in_force', 'review_due', 'reaffirmed', 'not_adopted', 'revised', 'ended', 'lapsed') "
        "AND (NEW.state NOT IN ('adopted', 'in_force', 'review_due', 'reaffirmed', 'not_adopted', 'revised', 'ended', 'lapsed') "
        "OR OLD.question IS DISTINCT FROM NEW.question OR OLD.rule IS DISTINCT FROM NEW.rule "
        "OR OLD.parameters IS DISTINCT FROM NEW.parameters)"
    ),
)
"""What was decided has no way back and no other words: no veto, no edit, for anybody. E4."""

REVIEWED_BY_VOTE = pgtrigger.Trigger(
    name="reviewed_by_vote",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.state IN ('adopted', 'in_force', 'review_due', 'reaffirmed') AND NEW.state IN ('reaffirmed', 'revised', 'ended') "
        "AND OLD.state IS DISTINCT FROM NEW.state"
    ),
    func="""
        IF NOT EXISTS (
            SELECT FROM engagement_decision v
            WHERE v.reviews_id = NEW.id AND v.state IN ('adopted', 'in_force')
            AND CASE NEW.state WHEN 'reaffirmed' THEN v.purpose = 'reaffirm' WHEN 'ended' THEN v.purpose = 'end'
                ELSE v.purpose NOT IN ('reaffirm', 'end') END
            AND v.in_force_at >= COALESCE((
                SELECT max(s.at) FROM engagement_decisionstep s
                WHERE s.decision_id = NEW.id AND s.to_state = 'review_due'
            ), 'infinity')
        ) AND NOT (NEW.state = 'revised' AND EXISTS (
            SELECT FROM engagement_decision v JOIN engagement_engagementstep s ON s.engagement_id = v.engagement_id
            WHERE v.engagement_id = NEW.engagement_id AND v.id <> NEW.id AND v.state IN ('adopted', 'in_force')
            AND v.purpose IN ('substance', 'override') AND NEW.purpose IN ('substance', 'override')
            AND s.to_state = 'reopened' AND NEW.in_force_at < s.at AND s.at <= v.in_force_at
        )) THEN
            RAISE EXCEPTION 'A decision stands until those who took it vote on it again.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
"""What becomes of a decision at its review is the vote of those who took it, and nobody's act; after the matter was taken up
again it gives way to what is decided anew. SPECTRUM section 3."""

FROZEN_AT_OPENING = pgtrigger.Trigger(
    name="frozen_at_opening",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Delete,
    func="""
        IF (SELECT opened_at FROM engagement_decision
            WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END) IS NOT NULL THEN
            RAISE EXCEPTION 'The list of voters is frozen since the vote opened.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

VOTED_IN_TIME = pgtrigger.Trigger(
    name="voted_in_time",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.has_voted IS DISTINCT FROM NEW.has_voted"),
    func="""
        IF OLD.has_voted AND (SELECT state FROM engagement_decision WHERE id = NEW.decision_id) <> 'escalated' THEN
            RAISE EXCEPTION 'Who has voted has voted.' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.has_voted AND NOT EXISTS (
            SELECT FROM engagement_decision d JOIN initiatives_round r ON r.id = d.round_id
            WHERE d.id = NEW.decision_id AND d.state = 'open' AND ci_now() < r.closes_at
        ) THEN
            RAISE EXCEPTION 'No vote outside its time.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
"""The deadline, once more, in the database: nobody counts as having voted before the opening or after the end."""

CAST_IN_TIME = pgtrigger.Trigger(
    name="cast_in_time",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT FROM engagement_elector e JOIN engagement_decision d ON d.id = e.decision_id
            JOIN initiatives_round r ON r.id = d.round_id
            WHERE e.id = NEW.elector_id AND d.state = 'open' AND ci_now() < r.closes_at
        ) THEN
            RAISE EXCEPTION 'No vote outside its time.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

VOTE_STANDS = pgtrigger.Protect(
    name="vote_stands",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at "
        "OR OLD.ballot IS DISTINCT FROM NEW.ballot OR OLD.at IS DISTINCT FROM NEW.at "
        "OR OLD.elector_id IS DISTINCT FROM NEW.elector_id"
    ),
)
"""An answer is replaced by another one, never rewritten. Its words can be erased with their author."""

NEVER_REWRITTEN = pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)

IN_THE_BOX_IN_TIME = pgtrigger.Trigger(
    name="in_the_box_in_time",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF (SELECT state FROM engagement_decision WHERE id = NEW.decision_id) <> 'open' THEN
            RAISE EXCEPTION 'The box is closed.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
"""A secret ballot comes into the box while it is open, and is mixed while it is being closed."""

STEPPED_ASIDE = pgtrigger.Protect(
    name="stepped_aside",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.decision_id IS DISTINCT FROM NEW.decision_id OR OLD.seat_id IS DISTINCT FROM NEW.seat_id "
        "OR OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.is_found_later IS DISTINCT FROM NEW.is_found_later "
        "OR OLD.declared_at IS DISTINCT FROM NEW.declared_at OR OLD.declared_by_id IS DISTINCT FROM NEW.declared_by_id"
    ),
)
"""Who stepped aside, and when, stands for ever. The words about their interest can be erased with them."""

NEVER_TAKEN_BACK = pgtrigger.Protect(name="never_taken_back", operation=pgtrigger.Delete)
