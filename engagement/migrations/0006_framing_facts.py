"""Facts of framing that rules weigh: ways to speak, the group behind, urgency, since when words and reasons stand."""

import django.db.models.deletion
import initiatives.clock
import initiatives.models.localized
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0005_who_was_heard_walls'),
        ('initiatives', '0012_co_chairs'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='alternative',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='alternative',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='engagement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='engagement',
            name='update_update',
        ),
        migrations.AddField(
            model_name='alternative',
            name='reasons_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='alternativeevent',
            name='reasons_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='criterion',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='engagement',
            name='channels',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='engagement',
            name='group_behind',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.category'),
        ),
        migrations.AddField(
            model_name='engagement',
            name='urgent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='engagement',
            name='worded_at',
            field=models.DateTimeField(default=initiatives.clock.now),
        ),
        migrations.AddField(
            model_name='engagementevent',
            name='channels',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='engagementevent',
            name='group_behind',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.category'),
        ),
        migrations.AddField(
            model_name='engagementevent',
            name='urgent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='engagementevent',
            name='worded_at',
            field=models.DateTimeField(default=initiatives.clock.now),
        ),
        migrations.AddField(
            model_name='statement',
            name='alternative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='argued_for_in', to='engagement.alternative'),
        ),
        migrations.AddField(
            model_name='statement',
            name='why_otherwise',
            field=initiatives.models.localized.LocalizedField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name='decision',
            name='purpose',
            field=models.CharField(choices=[('substance', 'What is decided'), ('criteria', 'By what options are judged'), ('options', 'Which options there are'), ('override', 'Not to follow the joint body'), ('ratify_emergency', 'To ratify what was urgent'), ('delegate', 'To hand over the decision'), ('adviser_may_vote', 'Whether an adviser may vote as a resident'), ('reopen', 'To take it up again'), ('procedure', 'How the body works')], default='substance', max_length=18),
        ),
        migrations.AlterField(
            model_name='decisionevent',
            name='purpose',
            field=models.CharField(choices=[('substance', 'What is decided'), ('criteria', 'By what options are judged'), ('options', 'Which options there are'), ('override', 'Not to follow the joint body'), ('ratify_emergency', 'To ratify what was urgent'), ('delegate', 'To hand over the decision'), ('adviser_may_vote', 'Whether an adviser may vote as a resident'), ('reopen', 'To take it up again'), ('procedure', 'How the body works')], default='substance', max_length=18),
        ),
        migrations.AlterField(
            model_name='engagement',
            name='state',
            field=models.CharField(choices=[('draft', 'Being framed'), ('announced', 'Announced'), ('open', 'Open for what people say'), ('closed_to_input', 'Answering what people said'), ('options_frozen', 'Options fixed'), ('decided', 'Decided'), ('reported_back', 'Reported back'), ('implementing', 'Being carried out'), ('completed', 'Completed'), ('reopened', 'Taken up again'), ('withdrawn', 'Withdrawn')], default='draft', max_length=16),
        ),
        migrations.AlterField(
            model_name='engagementevent',
            name='state',
            field=models.CharField(choices=[('draft', 'Being framed'), ('announced', 'Announced'), ('open', 'Open for what people say'), ('closed_to_input', 'Answering what people said'), ('options_frozen', 'Options fixed'), ('decided', 'Decided'), ('reported_back', 'Reported back'), ('implementing', 'Being carried out'), ('completed', 'Completed'), ('reopened', 'Taken up again'), ('withdrawn', 'Withdrawn')], default='draft', max_length=16),
        ),
        migrations.AlterField(
            model_name='statement',
            name='kind',
            field=models.CharField(choices=[('draft_analysis', 'Draft analysis'), ('what_we_heard', 'What we heard'), ('rationale', 'The decision and its reasons'), ('report_back', 'You said, we did, we did not because'), ('monitoring', 'What the joint body saw'), ('progress', 'How far it is'), ('reply', 'The joint body’s reply'), ('conciliation', 'The conciliation meeting'), ('impossible', 'Why it is impossible'), ('outreach', 'How we reached for those who were missing'), ('language_waiver', 'Why a language or a plain text is missing'), ('correction', 'Correction of what we heard'), ('roll', 'Who can vote, and by which rule')], max_length=16),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alternative',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engagement_alternativeevent" ("cost", "description", "engagement_id", "frozen_at", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons_against", "reasons_at", "title", "version", "withdrawn_at", "withdrawn_because", "written_at", "written_by_id") VALUES (NEW."cost", NEW."description", NEW."engagement_id", NEW."frozen_at", NEW."id", NEW."initiative_id", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."position", NEW."reasons_against", NEW."reasons_at", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='5f78e6b9d33ed2aa90574f6a6e4eac3b27212aad', operation='INSERT', pgid='pgtrigger_insert_insert_9f5ec', table='engagement_alternative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alternative',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engagement_alternativeevent" ("cost", "description", "engagement_id", "frozen_at", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons_against", "reasons_at", "title", "version", "withdrawn_at", "withdrawn_because", "written_at", "written_by_id") VALUES (NEW."cost", NEW."description", NEW."engagement_id", NEW."frozen_at", NEW."id", NEW."initiative_id", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."position", NEW."reasons_against", NEW."reasons_at", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='0c596dd8ace4d53414548a90d63fc41af283f224', operation='UPDATE', pgid='pgtrigger_update_update_5ef8e', table='engagement_alternative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engagement_engagementevent" ("authority_decision_id", "authority_id", "body_id", "channels", "decide_by", "emergency_ground", "fixed", "group_behind_id", "id", "implement_by", "initiative_id", "input_closes_at", "lapses_at", "level", "money", "no_alternative_because", "opens_at", "participation_budget", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_id", "promise_version", "question", "recipe", "record_id", "reopened_count", "review_on", "state", "still_open", "title", "urgent_at", "worded_at") VALUES (NEW."authority_decision_id", NEW."authority_id", NEW."body_id", NEW."channels", NEW."decide_by", NEW."emergency_ground", NEW."fixed", NEW."group_behind_id", NEW."id", NEW."implement_by", NEW."initiative_id", NEW."input_closes_at", NEW."lapses_at", NEW."level", NEW."money", NEW."no_alternative_because", NEW."opens_at", NEW."participation_budget", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."population_id", NEW."promise_version", NEW."question", NEW."recipe", NEW."record_id", NEW."reopened_count", NEW."review_on", NEW."state", NEW."still_open", NEW."title", NEW."urgent_at", NEW."worded_at"); RETURN NULL;', hash='2f321eccbc29ea4bb2d97f7eb157544f382de98f', operation='INSERT', pgid='pgtrigger_insert_insert_fdff0', table='engagement_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engagement_engagementevent" ("authority_decision_id", "authority_id", "body_id", "channels", "decide_by", "emergency_ground", "fixed", "group_behind_id", "id", "implement_by", "initiative_id", "input_closes_at", "lapses_at", "level", "money", "no_alternative_because", "opens_at", "participation_budget", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_id", "promise_version", "question", "recipe", "record_id", "reopened_count", "review_on", "state", "still_open", "title", "urgent_at", "worded_at") VALUES (NEW."authority_decision_id", NEW."authority_id", NEW."body_id", NEW."channels", NEW."decide_by", NEW."emergency_ground", NEW."fixed", NEW."group_behind_id", NEW."id", NEW."implement_by", NEW."initiative_id", NEW."input_closes_at", NEW."lapses_at", NEW."level", NEW."money", NEW."no_alternative_because", NEW."opens_at", NEW."participation_budget", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."population_id", NEW."promise_version", NEW."question", NEW."recipe", NEW."record_id", NEW."reopened_count", NEW."review_on", NEW."state", NEW."still_open", NEW."title", NEW."urgent_at", NEW."worded_at"); RETURN NULL;', hash='8761b3d8e2a588589bbb92640910dee2fae18baa', operation='UPDATE', pgid='pgtrigger_update_update_e0d06', table='engagement_engagement', when='AFTER')),
        ),
        TenantWalls('engagement', 'engagementevent', 'statement'),
    ]
