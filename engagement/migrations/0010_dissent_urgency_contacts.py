"""Dissent that was asked for, what was decided urgently, contacts outside the room, and words that nobody edits."""

import django.db.models.deletion
import initiatives.clock
import initiatives.models.localized
import initiatives.tenancy
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0009_reviews_by_vote'),
        ('initiatives', '0015_working_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('with_whom', models.CharField(max_length=200)),
                ('about', models.TextField(max_length=2000)),
                ('held_on', models.DateField()),
                ('told_at', models.DateTimeField(default=initiatives.clock.now)),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
            },
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
            model_name='engagement',
            name='urgent_decision',
            field=initiatives.models.localized.LocalizedField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='engagementevent',
            name='urgent_decision',
            field=initiatives.models.localized.LocalizedField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='vote',
            name='is_silent',
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='words_stand', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (((OLD.input_id, OLD.prompt_id) IS DISTINCT FROM (NEW.input_id, NEW.prompt_id)) OR ((OLD.words, OLD.language, OLD.choices, OLD.scale, OLD.place, OLD.salt, OLD.erased_at) IS DISTINCT FROM (NEW.words, NEW.language, NEW.choices, NEW.scale, NEW.place, NEW.salt, NEW.erased_at)) AND (OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.words <> '—' OR NEW.choices <> '[]'::jsonb OR NEW.scale IS NOT NULL OR NEW.place <> '' OR NEW.salt <> ''))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5787a1e79bb2645ea50c9d62ff24e85cb536e741', operation='UPDATE', pgid='pgtrigger_words_stand_72ed5', table='engagement_answer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='never_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='340f4286390866c710f0a7557091a4040772ff7a', operation='DELETE', pgid='pgtrigger_never_gone_1fefd', table='engagement_answer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='ad4d65f3ccd2e051c4fa6c220d970c51fff7bb29', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_a7a47', table='engagement_answer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engagement_engagementevent" ("authority_decision_id", "authority_id", "body_id", "channels", "decide_by", "emergency_ground", "fixed", "group_behind_id", "id", "implement_by", "initiative_id", "input_closes_at", "lapses_at", "level", "money", "no_alternative_because", "opens_at", "participation_budget", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_id", "promise_version", "question", "recipe", "record_id", "reopened_count", "review_on", "state", "still_open", "title", "urgent_at", "urgent_decision", "worded_at") VALUES (NEW."authority_decision_id", NEW."authority_id", NEW."body_id", NEW."channels", NEW."decide_by", NEW."emergency_ground", NEW."fixed", NEW."group_behind_id", NEW."id", NEW."implement_by", NEW."initiative_id", NEW."input_closes_at", NEW."lapses_at", NEW."level", NEW."money", NEW."no_alternative_because", NEW."opens_at", NEW."participation_budget", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."population_id", NEW."promise_version", NEW."question", NEW."recipe", NEW."record_id", NEW."reopened_count", NEW."review_on", NEW."state", NEW."still_open", NEW."title", NEW."urgent_at", NEW."urgent_decision", NEW."worded_at"); RETURN NULL;', hash='c26fd6d004ec603688276f032e8a747dc1607126', operation='INSERT', pgid='pgtrigger_insert_insert_fdff0', table='engagement_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engagement_engagementevent" ("authority_decision_id", "authority_id", "body_id", "channels", "decide_by", "emergency_ground", "fixed", "group_behind_id", "id", "implement_by", "initiative_id", "input_closes_at", "lapses_at", "level", "money", "no_alternative_because", "opens_at", "participation_budget", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_id", "promise_version", "question", "recipe", "record_id", "reopened_count", "review_on", "state", "still_open", "title", "urgent_at", "urgent_decision", "worded_at") VALUES (NEW."authority_decision_id", NEW."authority_id", NEW."body_id", NEW."channels", NEW."decide_by", NEW."emergency_ground", NEW."fixed", NEW."group_behind_id", NEW."id", NEW."implement_by", NEW."initiative_id", NEW."input_closes_at", NEW."lapses_at", NEW."level", NEW."money", NEW."no_alternative_because", NEW."opens_at", NEW."participation_budget", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."population_id", NEW."promise_version", NEW."question", NEW."recipe", NEW."record_id", NEW."reopened_count", NEW."review_on", NEW."state", NEW."still_open", NEW."title", NEW."urgent_at", NEW."urgent_decision", NEW."worded_at"); RETURN NULL;', hash='496687e1dd76e6bff27b7f759dfadc2d0e01b94e', operation='UPDATE', pgid='pgtrigger_update_update_e0d06', table='engagement_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='input',
            trigger=pgtrigger.compiler.Trigger(name='input_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (((OLD.engagement_id, OLD.number, OLD.channel, OLD.session_id, OLD.sent_as, OLD.words_hash, OLD.received_at, OLD.entered_by_id, OLD.scan_id, OLD.note) IS DISTINCT FROM (NEW.engagement_id, NEW.number, NEW.channel, NEW.session_id, NEW.sent_as, NEW.words_hash, NEW.received_at, NEW.entered_by_id, NEW.scan_id, NEW.note)) OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) OR (OLD.contributor_id IS NOT NULL AND NEW.contributor_id IS DISTINCT FROM OLD.contributor_id))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='56a256e117c14f1b918c893bcdcd74eef4be900e', operation='UPDATE', pgid='pgtrigger_input_stands_06180', table='engagement_input', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='input',
            trigger=pgtrigger.compiler.Trigger(name='never_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='287cb2d314ea5af34c99514321dafc49fe03cecb', operation='DELETE', pgid='pgtrigger_never_gone_57d0a', table='engagement_input', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='input',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='b6097feae31bce379948884205abc012abc24407', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5cab0', table='engagement_input', when='BEFORE')),
        ),
        # The ballot has always asked those who are against it for their words: whoever left them empty says nothing.
        migrations.RunSQL(
            [
                "ALTER TABLE engagement_vote NO FORCE ROW LEVEL SECURITY",
                "UPDATE engagement_vote SET is_silent = true WHERE words = '' "
                "AND ballot ->> 'stance' IN ('0', '1', '2', 'no', 'stand_aside')",
                "ALTER TABLE engagement_vote FORCE ROW LEVEL SECURITY",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ballot__stance__in', ['0', '1', '2', 'no', 'stand_aside']), _negated=True), models.Q(('words', ''), _negated=True), ('is_silent', True), _connector='OR'), name='vote_dissent_was_asked'),
        ),
        migrations.AddField(
            model_name='outsidecontact',
            name='engagement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='engagement.engagement'),
        ),
        migrations.AddField(
            model_name='outsidecontact',
            name='initiative',
            field=models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='outsidecontact',
            name='told_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='outsidecontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('with_whom', ''), _negated=True), models.Q(('about', ''), _negated=True)), name='contact_has_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outsidecontact',
            trigger=pgtrigger.compiler.Trigger(name='disclosed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.engagement_id IS DISTINCT FROM NEW.engagement_id OR OLD.held_on IS DISTINCT FROM NEW.held_on OR OLD.told_at IS DISTINCT FROM NEW.told_at OR OLD.told_by_id IS DISTINCT FROM NEW.told_by_id)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9602d147bbc6c8f5290a9c0d29169a256c6cbe8e', operation='UPDATE', pgid='pgtrigger_disclosed_99e2f', table='engagement_outsidecontact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outsidecontact',
            trigger=pgtrigger.compiler.Trigger(name='never_withdrawn', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='238cd9f068b888016894a10985ad5cadd09e01d1', operation='DELETE', pgid='pgtrigger_never_withdrawn_41b3e', table='engagement_outsidecontact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outsidecontact',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='9eee9e1204bc0e15c892e6f39b6707977a72be09', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_eb3c0', table='engagement_outsidecontact', when='BEFORE')),
        ),
        TenantWalls("outsidecontact"),
    ]
