"""The assessment, the versions of the plan, hand-offs, adaptations, and whether a strategy is enough."""

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
        ('initiatives', '0018_activity_logs'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Adaptation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('why', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('new_ends_on', models.DateField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('is_agreed', models.BooleanField(null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('answer', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adaptations', to='initiatives.activity')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.event')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='adaptation', to='initiatives.record')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AdaptationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('change', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('why', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('new_ends_on', models.DateField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('is_agreed', models.BooleanField(null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('answer', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('activity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity')),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('cause', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.event')),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.adaptation')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
                ('settled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('summary_of_changes', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('ratified', 'Ratified'), ('not_ratified', 'Not ratified'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded')], default='draft', max_length=12)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('ratified', 'ratified'), ('not_ratified', 'not_ratified'), ('no_quorum', 'no_quorum'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('problem', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('told', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('strengths', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('tried', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('figures', models.JSONField(blank=True, default=list)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='initiatives.record')),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='initiatives.round')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-version'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('summary_of_changes', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('ratified', 'Ratified'), ('not_ratified', 'Not ratified'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded')], default='draft', max_length=12)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('ratified', 'ratified'), ('not_ratified', 'not_ratified'), ('no_quorum', 'no_quorum'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('words', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('contents', models.JSONField(blank=True, default=list)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='initiatives.record')),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='initiatives.round')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='initiatives.assessment')),
            ],
            options={
                'ordering': ['-version'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('feeds', 'Hands people on to'), ('depends_on', 'Depends on'), ('shares_participants', 'Reaches the same people as'), ('shares_space_or_staff', 'Shares space, staff or money with'), ('duplicates', 'Does the same as')], max_length=22)),
                ('quality', models.CharField(choices=[('good', 'Works'), ('slow', 'Slow'), ('missing', 'Missing'), ('untried', 'Not tried yet')], default='untried', max_length=8)),
                ('sentence', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='link', to='initiatives.record')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_out', to='initiatives.activity')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='initiatives.activity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('feeds', 'Hands people on to'), ('depends_on', 'Depends on'), ('shares_participants', 'Reaches the same people as'), ('shares_space_or_staff', 'Shares space, staff or money with'), ('duplicates', 'Does the same as')], max_length=22)),
                ('quality', models.CharField(choices=[('good', 'Works'), ('slow', 'Slow'), ('missing', 'Missing'), ('untried', 'Not tried yet')], default='untried', max_length=8)),
                ('sentence', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.link')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity')),
                ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('ratify', 'Ratify'), ('stand_aside', 'Stand aside'), ('dissent', 'Dissent')], max_length=12)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('alternate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_answers', to='initiatives.round')),
                ('round_seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_answers', to='initiatives.roundseat')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Sufficiency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('yes', 'Yes'), ('nearly', 'Nearly'), ('no', 'No')], max_length=6)),
                ('missing', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('said_at', models.DateTimeField(default=initiatives.clock.now)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='initiatives.strategy')),
            ],
            options={
                'ordering': ['-said_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='adaptation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_agreed__isnull', True), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('is_agreed__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='adaptation_settled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='adaptation',
            constraint=models.CheckConstraint(condition=models.Q(('settled_by__isnull', True), models.Q(('settled_by', models.F('asked_by')), _negated=True), _connector='OR'), name='adaptation_agreed_by_another'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_adaptationevent" ("activity_id", "answer", "asked_at", "asked_by_id", "cause_id", "change", "id", "initiative_id", "is_agreed", "new_ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "settled_at", "settled_by_id", "why") VALUES (NEW."activity_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."cause_id", NEW."change", NEW."id", NEW."initiative_id", NEW."is_agreed", NEW."new_ends_on", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."record_id", NEW."settled_at", NEW."settled_by_id", NEW."why"); RETURN NULL;', hash='6b4a567433f23dcfd089547d30a941eaefdf0515', operation='INSERT', pgid='pgtrigger_insert_insert_406de', table='initiatives_adaptation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_adaptationevent" ("activity_id", "answer", "asked_at", "asked_by_id", "cause_id", "change", "id", "initiative_id", "is_agreed", "new_ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "settled_at", "settled_by_id", "why") VALUES (NEW."activity_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."cause_id", NEW."change", NEW."id", NEW."initiative_id", NEW."is_agreed", NEW."new_ends_on", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."record_id", NEW."settled_at", NEW."settled_by_id", NEW."why"); RETURN NULL;', hash='bc0326d6a43b3b20d0312e989af452dce3591ae3', operation='UPDATE', pgid='pgtrigger_update_update_73a05', table='initiatives_adaptation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('initiative', 'version'), name='assessment_version_once'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ratified')), fields=('initiative',), name='assessment_one_ratified'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('initiative',), name='assessment_one_proposed'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('initiative',), name='assessment_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('proposed_at__isnull', False), ('round__isnull', False)), _connector='OR'), name='assessment_decided_in_a_round'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(fields=('initiative', 'version'), name='actionplan_version_once'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ratified')), fields=('initiative',), name='actionplan_one_ratified'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('initiative',), name='actionplan_one_proposed'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('initiative',), name='actionplan_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('proposed_at__isnull', False), ('round__isnull', False)), _connector='OR'), name='actionplan_decided_in_a_round'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('initiative', 'source', 'target', 'kind'), name='link_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='link_between_two'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='link_ended_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_linkevent" ("ended_at", "ended_by_id", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "record_id", "sentence", "source_id", "target_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."quality", NEW."record_id", NEW."sentence", NEW."source_id", NEW."target_id"); RETURN NULL;', hash='ca2c83af829e40fcffa8d7a8a8f4e051bca67d3b', operation='INSERT', pgid='pgtrigger_insert_insert_24e76', table='initiatives_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_linkevent" ("ended_at", "ended_by_id", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "record_id", "sentence", "source_id", "target_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."quality", NEW."record_id", NEW."sentence", NEW."source_id", NEW."target_id"); RETURN NULL;', hash='9e3ceeee1932cd5e3cc1dd900b68ad9569168494', operation='UPDATE', pgid='pgtrigger_update_update_efabd', table='initiatives_link', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='plananswer',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('initiative', 'round', 'round_seat'), name='plan_answer_one_counts'),
        ),
        migrations.AddConstraint(
            model_name='plananswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stance', 'dissent'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='plan_answer_dissent_in_own_words'),
        ),
        migrations.AddConstraint(
            model_name='sufficiency',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'yes'), models.Q(('missing', {}), _negated=True), _connector='OR'), name='sufficiency_says_what_is_missing'),
        ),
        TenantWalls("assessment", "actionplan", "plananswer", "link", "linkevent", "adaptation", "adaptationevent", "sufficiency"),
    ]
