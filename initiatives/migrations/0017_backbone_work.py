"""Joining, and the work of the backbone: roles with hours and money, the calendar of duties, logins."""

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
        ('initiatives', '0016_passes_to_check_in'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('parameters', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('responsibilities', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4)),
                ('funding', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('funded_until', models.DateField(blank=True, null=True)),
                ('since', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff_roles', to='initiatives.membership')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='staff_role', to='initiatives.record')),
            ],
            options={
                'ordering': ['-hours', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StaffRoleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('parameters', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('responsibilities', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4)),
                ('funding', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('funded_until', models.DateField(blank=True, null=True)),
                ('since', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.membership')),
                ('holder', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.staffrole')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandingDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('recipe', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('rhythm', models.CharField(choices=[('once', 'Once'), ('weekly', 'Every week'), ('monthly', 'Every month'), ('quarterly', 'Every three months'), ('yearly', 'Every year')], max_length=10)),
                ('due_on', models.DateField()),
                ('last_done_at', models.DateTimeField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('last_done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='standing_duty', to='initiatives.record')),
                ('stand_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StandingDutyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('recipe', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('rhythm', models.CharField(choices=[('once', 'Once'), ('weekly', 'Every week'), ('monthly', 'Every month'), ('quarterly', 'Every three months'), ('yearly', 'Every year')], max_length=10)),
                ('due_on', models.DateField()),
                ('last_done_at', models.DateTimeField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('last_done_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.standingduty')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
                ('stand_in', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('resident', 'As somebody who lives here'), ('organization', 'For an organisation'), ('funder', 'As a funder'), ('nomination', 'For a seat')], max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('organization', models.CharField(blank=True, max_length=160)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('answer', models.CharField(blank=True, choices=[('welcomed', 'Welcomed'), ('declined', 'Declined')], max_length=10)),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.body')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.invitation')),
                ('named_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='initiatives.seat')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='join_request_answered_whole'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='join_request_declined_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'nomination'), _negated=True), ('seat__isnull', False), _connector='OR'), name='join_request_nomination_has_a_seat')],
            },
        ),
        migrations.CreateModel(
            name='KeptLogin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('url', models.URLField(blank=True)),
                ('kept_where', models.CharField(max_length=300)),
                ('added_at', models.DateTimeField(default=initiatives.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='kept_login_ended_by_somebody')],
            },
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('hours__lte', 60)), name='staff_role_hours_of_a_week'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_staffroleevent" ("employer_id", "ended_on", "funded_until", "funding", "holder_id", "hours", "id", "initiative_id", "name", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "responsibilities", "since") VALUES (NEW."employer_id", NEW."ended_on", NEW."funded_until", NEW."funding", NEW."holder_id", NEW."hours", NEW."id", NEW."initiative_id", NEW."name", NEW."parameters", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."record_id", NEW."responsibilities", NEW."since"); RETURN NULL;', hash='91ebee7738fca32bf1f9f6a428d6b30b8c6d5d49', operation='INSERT', pgid='pgtrigger_insert_insert_c4d46', table='initiatives_staffrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_staffroleevent" ("employer_id", "ended_on", "funded_until", "funding", "holder_id", "hours", "id", "initiative_id", "name", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "responsibilities", "since") VALUES (NEW."employer_id", NEW."ended_on", NEW."funded_until", NEW."funding", NEW."holder_id", NEW."hours", NEW."id", NEW."initiative_id", NEW."name", NEW."parameters", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."record_id", NEW."responsibilities", NEW."since"); RETURN NULL;', hash='c6e41b72070cf1ae1f51dd01a11ff902fa62509e', operation='UPDATE', pgid='pgtrigger_update_update_7bc30', table='initiatives_staffrole', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='standingduty',
            constraint=models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('stand_in__isnull', True), models.Q(('owner', models.F('stand_in')), _negated=True), _connector='OR'), name='standing_duty_stand_in_is_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='standingduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('last_done_at__isnull', True), ('last_done_by__isnull', True)), models.Q(('last_done_at__isnull', False), ('last_done_by__isnull', False)), _connector='OR'), name='standing_duty_done_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_standingdutyevent" ("due_on", "ended_on", "id", "initiative_id", "last_done_at", "last_done_by_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipe", "record_id", "rhythm", "stand_in_id") VALUES (NEW."due_on", NEW."ended_on", NEW."id", NEW."initiative_id", NEW."last_done_at", NEW."last_done_by_id", NEW."name", NEW."owner_id", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."recipe", NEW."record_id", NEW."rhythm", NEW."stand_in_id"); RETURN NULL;', hash='86ac090e579dbab0525d800011c7f4fb8ea964da', operation='INSERT', pgid='pgtrigger_insert_insert_264a8', table='initiatives_standingduty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_standingdutyevent" ("due_on", "ended_on", "id", "initiative_id", "last_done_at", "last_done_by_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipe", "record_id", "rhythm", "stand_in_id") VALUES (NEW."due_on", NEW."ended_on", NEW."id", NEW."initiative_id", NEW."last_done_at", NEW."last_done_by_id", NEW."name", NEW."owner_id", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."recipe", NEW."record_id", NEW."rhythm", NEW."stand_in_id"); RETURN NULL;', hash='12824163d8174700d83a180762142f0bf014c3c8', operation='UPDATE', pgid='pgtrigger_update_update_76348', table='initiatives_standingduty', when='AFTER')),
        ),
        TenantWalls(
            "joinrequest",
            "keptlogin",
            "staffrole",
            "staffroleevent",
            "standingduty",
            "standingdutyevent",
        ),
    ]
