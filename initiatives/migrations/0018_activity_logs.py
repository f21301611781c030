"""What partners log, who helps with an activity, and what an activity costs and whom it counts."""

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
        ('initiatives', '0017_backbone_work'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_on', models.DateField()),
                ('people', models.PositiveIntegerField(blank=True, null=True)),
                ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ('note', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('logged_at', models.DateTimeField(default=initiatives.clock.now)),
                ('corrected_because', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
            ],
            options={
                'ordering': ['-happened_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ActivityLogEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('happened_on', models.DateField()),
                ('people', models.PositiveIntegerField(blank=True, null=True)),
                ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ('note', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('logged_at', models.DateTimeField(default=initiatives.clock.now)),
                ('corrected_because', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoggedGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LoggedGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('people', models.PositiveIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupportRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('brings', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('taken_at', models.DateTimeField(default=initiatives.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SupportRoleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('brings', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('taken_at', models.DateTimeField(default=initiatives.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='update_update',
        ),
        migrations.AddField(
            model_name='activity',
            name='budget',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='activity',
            name='counts_whom',
            field=initiatives.models.localized.LocalizedField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='activity',
            name='place',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='activity',
            name='population',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.population'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='budget',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='counts_whom',
            field=initiatives.models.localized.LocalizedField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='place',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='population',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.population'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_activityevent" ("budget", "counts_whom", "ends_on", "id", "initiative_id", "is_free_of_cost", "lead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "population_id", "record_id", "starts_on", "state", "state_changed_at", "state_changed_by_id", "strategy_id", "success_seen_by", "title", "what") VALUES (NEW."budget", NEW."counts_whom", NEW."ends_on", NEW."id", NEW."initiative_id", NEW."is_free_of_cost", NEW."lead_id", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."place", NEW."population_id", NEW."record_id", NEW."starts_on", NEW."state", NEW."state_changed_at", NEW."state_changed_by_id", NEW."strategy_id", NEW."success_seen_by", NEW."title", NEW."what"); RETURN NULL;', hash='a067b5f3ab6bd4b7f4dbe9d8adf0ad8005edf38c', operation='INSERT', pgid='pgtrigger_insert_insert_87cf3', table='initiatives_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_activityevent" ("budget", "counts_whom", "ends_on", "id", "initiative_id", "is_free_of_cost", "lead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "population_id", "record_id", "starts_on", "state", "state_changed_at", "state_changed_by_id", "strategy_id", "success_seen_by", "title", "what") VALUES (NEW."budget", NEW."counts_whom", NEW."ends_on", NEW."id", NEW."initiative_id", NEW."is_free_of_cost", NEW."lead_id", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."place", NEW."population_id", NEW."record_id", NEW."starts_on", NEW."state", NEW."state_changed_at", NEW."state_changed_by_id", NEW."strategy_id", NEW."success_seen_by", NEW."title", NEW."what"); RETURN NULL;', hash='2080222e343aa33f4cfe94f171f85cc5fbc139ca', operation='UPDATE', pgid='pgtrigger_update_update_67bb0', table='initiatives_activity', when='AFTER')),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logs', to='initiatives.activity'),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='corrects',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='initiatives.activitylog'),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='initiative',
            field=models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='logged_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logs', to='initiatives.membership'),
        ),
        migrations.AddField(
            model_name='activitylog',
            name='record',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='activity_log', to='initiatives.record'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='activity',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='corrects',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activitylog'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='initiative',
            field=models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='logged_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='membership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.membership'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.activitylog'),
        ),
        migrations.AddField(
            model_name='activitylogevent',
            name='record',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record'),
        ),
        migrations.AddField(
            model_name='loggedgroup',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.category'),
        ),
        migrations.AddField(
            model_name='loggedgroup',
            name='initiative',
            field=models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='loggedgroup',
            name='log',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='initiatives.activitylog'),
        ),
        migrations.AddField(
            model_name='loggedgroupevent',
            name='category',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.category'),
        ),
        migrations.AddField(
            model_name='loggedgroupevent',
            name='initiative',
            field=models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='loggedgroupevent',
            name='log',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activitylog'),
        ),
        migrations.AddField(
            model_name='loggedgroupevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loggedgroupevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.loggedgroup'),
        ),
        migrations.AddField(
            model_name='supportrole',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support', to='initiatives.activity'),
        ),
        migrations.AddField(
            model_name='supportrole',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supportrole',
            name='initiative',
            field=models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='supportrole',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='initiatives.membership'),
        ),
        migrations.AddField(
            model_name='supportrole',
            name='taken_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='activity',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity'),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='ended_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='initiative',
            field=models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='membership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.membership'),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='initiatives.supportrole'),
        ),
        migrations.AddField(
            model_name='supportroleevent',
            name='taken_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='activitylog',
            index=models.Index(fields=['initiative', 'activity', '-happened_on'], name='activity_log_days'),
        ),
        migrations.AddConstraint(
            model_name='activitylog',
            constraint=models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__gt', 0), _connector='OR'), name='activity_log_hours_of_a_day_of_many'),
        ),
        migrations.AddConstraint(
            model_name='activitylog',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('corrected_because', {}), _negated=True), _connector='OR'), name='activity_log_corrected_for_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitylog',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_activitylogevent" ("activity_id", "corrected_because", "corrects_id", "happened_on", "hours", "id", "initiative_id", "logged_at", "logged_by_id", "membership_id", "note", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."activity_id", NEW."corrected_because", NEW."corrects_id", NEW."happened_on", NEW."hours", NEW."id", NEW."initiative_id", NEW."logged_at", NEW."logged_by_id", NEW."membership_id", NEW."note", NEW."people", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."record_id"); RETURN NULL;', hash='d9c78b6319c679ddd159d4d448fc098840838d0a', operation='INSERT', pgid='pgtrigger_insert_insert_dfbcc', table='initiatives_activitylog', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitylog',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_activitylogevent" ("activity_id", "corrected_because", "corrects_id", "happened_on", "hours", "id", "initiative_id", "logged_at", "logged_by_id", "membership_id", "note", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."activity_id", NEW."corrected_because", NEW."corrects_id", NEW."happened_on", NEW."hours", NEW."id", NEW."initiative_id", NEW."logged_at", NEW."logged_by_id", NEW."membership_id", NEW."note", NEW."people", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."record_id"); RETURN NULL;', hash='388d376aaa71692bcded0ee4a8e03b674f64ae54', operation='UPDATE', pgid='pgtrigger_update_update_1bfb3', table='initiatives_activitylog', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='loggedgroup',
            constraint=models.UniqueConstraint(fields=('initiative', 'log', 'category'), name='logged_group_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loggedgroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_loggedgroupevent" ("category_id", "id", "initiative_id", "log_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category_id", NEW."id", NEW."initiative_id", NEW."log_id", NEW."people", _pgh_attach_context(), ci_now(), \'insert\', NEW."id"); RETURN NULL;', hash='3ee61b35c4ace943989a9d84551b0ac3100ba72c', operation='INSERT', pgid='pgtrigger_insert_insert_49b55', table='initiatives_loggedgroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loggedgroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_loggedgroupevent" ("category_id", "id", "initiative_id", "log_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category_id", NEW."id", NEW."initiative_id", NEW."log_id", NEW."people", _pgh_attach_context(), ci_now(), \'update\', NEW."id"); RETURN NULL;', hash='37739ec5970ace10aa727ad7875434ccd25b555e', operation='UPDATE', pgid='pgtrigger_update_update_5b86e', table='initiatives_loggedgroup', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='supportrole',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('initiative', 'activity', 'membership'), name='support_role_once'),
        ),
        migrations.AddConstraint(
            model_name='supportrole',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='support_role_ended_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_supportroleevent" ("activity_id", "brings", "ended_at", "ended_by_id", "id", "initiative_id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id") VALUES (NEW."activity_id", NEW."brings", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."initiative_id", NEW."membership_id", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;', hash='42923cc75f529487d340759b4d2c237b88a114b9', operation='INSERT', pgid='pgtrigger_insert_insert_423a4', table='initiatives_supportrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_supportroleevent" ("activity_id", "brings", "ended_at", "ended_by_id", "id", "initiative_id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id") VALUES (NEW."activity_id", NEW."brings", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."initiative_id", NEW."membership_id", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;', hash='1609d82339c71451dc8965982c8ab230f803705d', operation='UPDATE', pgid='pgtrigger_update_update_c9289', table='initiatives_supportrole', when='AFTER')),
        ),
        TenantWalls("activity", "activityevent", "activitylog", "activitylogevent", "loggedgroup", "loggedgroupevent", "supportrole", "supportroleevent"),
    ]
