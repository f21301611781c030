"""Meetings: notice, agenda, attendance, minutes."""

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
        ('communications', '0002_walls'),
        ('engagement', '0010_dissent_urgency_contacts'),
        ('initiatives', '0016_passes_to_check_in'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='startstep',
            name='step',
            field=models.CharField(choices=[('name', 'Name'), ('result', 'Result'), ('indicators', 'Indicators'), ('figures', 'Figures'), ('people', 'People'), ('meeting', 'Meeting'), ('publish', 'Publish')], max_length=12),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('about', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('link', models.URLField(blank=True)),
                ('interpretation', models.CharField(blank=True, max_length=160)),
                ('supports_offered', models.JSONField(blank=True, default=list)),
                ('noticed_at', models.DateTimeField(blank=True, null=True)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_because', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('begun_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='initiatives.body')),
                ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('noticed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('packet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.attachment')),
                ('packet_run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.jobrun')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='initiatives.record')),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guest_name', models.CharField(blank=True, max_length=120)),
                ('is_named', models.BooleanField(default=False)),
                ('how', models.CharField(choices=[('here', 'In the room'), ('online', 'Online')], default='here', max_length=6)),
                ('door', models.CharField(choices=[('qr', 'Checked in with the code'), ('list', 'Marked on the list'), ('online', 'Joined online')], max_length=6)),
                ('came_at', models.DateTimeField(default=initiatives.clock.now)),
                ('struck_at', models.DateTimeField(blank=True, null=True)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='initiatives.seat')),
                ('struck_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='communications.meeting')),
            ],
            options={
                'ordering': ['came_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('inform', 'To know'), ('discuss', 'To talk about'), ('decide', 'To decide'), ('ratify', 'To ratify the common agenda'), ('minutes', 'To approve minutes')], default='discuss', max_length=8)),
                ('title', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('difficulty', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('opportunity', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('evidence', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('wanted', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('minutes_planned', models.PositiveSmallIntegerField(default=10)),
                ('notes', models.TextField(blank=True, max_length=10000)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='on_agendas', to='initiatives.record')),
                ('engagement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='engagement.engagement')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('led_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_item', to='initiatives.record')),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_item', to='initiatives.round')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='communications.meeting')),
            ],
            options={
                'ordering': ['meeting', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AccessWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('stipend', 'Stipend'), ('childcare', 'Childcare'), ('transport', 'Transport'), ('interpretation', 'Interpretation'), ('meal', 'Meal')], max_length=14)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('asked', 'Asked for'), ('given', 'It is arranged'), ('declined', 'Could not be given')], default='asked', max_length=8)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='communications.meeting')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('about', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('link', models.URLField(blank=True)),
                ('interpretation', models.CharField(blank=True, max_length=160)),
                ('supports_offered', models.JSONField(blank=True, default=list)),
                ('noticed_at', models.DateTimeField(blank=True, null=True)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_because', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('begun_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.body')),
                ('cancelled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('noticed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('packet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.attachment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communications.meeting')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circulated_at', models.DateTimeField(default=initiatives.clock.now)),
                ('amend_until', models.DateTimeField()),
                ('publish_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_in', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approved', to='communications.agendaitem')),
                ('circulated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='communications.meeting')),
            ],
            options={
                'ordering': ['-circulated_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=3000)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('state', models.CharField(choices=[('asked', 'Waiting for an answer'), ('taken', 'Taken in'), ('declined', 'Not taken in')], default='asked', max_length=8)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='communications.agendaitem')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='communications.minutes')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('inform', 'To know'), ('discuss', 'To talk about'), ('decide', 'To decide'), ('ratify', 'To ratify the common agenda'), ('minutes', 'To approve minutes')], default='discuss', max_length=8)),
                ('title', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('difficulty', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('opportunity', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('evidence', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('wanted', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('minutes_planned', models.PositiveSmallIntegerField(default=10)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('about', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
                ('engagement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='engagement.engagement')),
                ('initiative', models.ForeignKey(db_constraint=False, default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.initiative')),
                ('led_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communications.agendaitem')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.record')),
                ('round', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.round')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communications.meeting')),
                ('approves', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communications.minutes')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='approves',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='communications.minutes'),
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('words', models.TextField(blank=True, max_length=10000)),
                ('because', models.CharField(choices=[('draft', 'First written'), ('amendment', 'Amended by somebody who was there'), ('correction', 'Corrected after it was published')], default='draft', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('written_at', models.DateTimeField(default=initiatives.clock.now)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='communications.agendaitem')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='communications.minutes')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['item', 'version'],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('due', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('commitment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='initiatives.commitment')),
                ('from_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.body')),
                ('from_membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.membership')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='communications.agendaitem')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['item', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coming', models.CharField(choices=[('here', 'I come'), ('online', 'I take part online'), ('no', 'I can’t come')], max_length=6)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='communications.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RollCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('close', 'To close the doors for this item'), ('approve', 'To approve the minutes')], max_length=8)),
                ('is_carried', models.BooleanField()),
                ('taken_at', models.DateTimeField(default=initiatives.clock.now)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll_calls', to='communications.agendaitem')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['taken_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RollCallVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('abstain', 'Abstains')], max_length=8)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roll_call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='communications.rollcall')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.seat')),
            ],
            options={
                'ordering': ['seat__seat_class', 'seat__name', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['initiative', 'body', '-starts_at'], name='meeting_of_body'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noticed_at__isnull', True), ('noticed_by__isnull', True)), models.Q(('noticed_at__isnull', False), ('noticed_by__isnull', False)), _connector='OR'), name='meeting_noticed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('begun_at__isnull', True), ('begun_by__isnull', True)), models.Q(('begun_at__isnull', False), ('begun_by__isnull', False)), _connector='OR'), name='meeting_begun_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='meeting_cancelled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('begun_at__isnull', False), _connector='OR'), name='meeting_begun_before_it_ended'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_at__isnull', True), ('begun_at__isnull', True), _connector='OR'), name='meeting_cancelled_or_held'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communications_meetingevent" ("about", "begun_at", "begun_by_id", "body_id", "cancelled_at", "cancelled_because", "cancelled_by_id", "ended_at", "ended_by_id", "ends_at", "id", "initiative_id", "interpretation", "link", "noticed_at", "noticed_by_id", "packet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "record_id", "starts_at", "supports_offered", "title") VALUES (NEW."about", NEW."begun_at", NEW."begun_by_id", NEW."body_id", NEW."cancelled_at", NEW."cancelled_because", NEW."cancelled_by_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_at", NEW."id", NEW."initiative_id", NEW."interpretation", NEW."link", NEW."noticed_at", NEW."noticed_by_id", NEW."packet_id", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."place", NEW."record_id", NEW."starts_at", NEW."supports_offered", NEW."title"); RETURN NULL;', hash='782b3b013b139e6435620273540b3751d633f56c', operation='INSERT', pgid='pgtrigger_insert_insert_016d4', table='communications_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_because" IS DISTINCT FROM (NEW."cancelled_because") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."interpretation" IS DISTINCT FROM (NEW."interpretation") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."noticed_at" IS DISTINCT FROM (NEW."noticed_at") OR OLD."noticed_by_id" IS DISTINCT FROM (NEW."noticed_by_id") OR OLD."packet_id" IS DISTINCT FROM (NEW."packet_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."supports_offered" IS DISTINCT FROM (NEW."supports_offered") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "communications_meetingevent" ("about", "begun_at", "begun_by_id", "body_id", "cancelled_at", "cancelled_because", "cancelled_by_id", "ended_at", "ended_by_id", "ends_at", "id", "initiative_id", "interpretation", "link", "noticed_at", "noticed_by_id", "packet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "record_id", "starts_at", "supports_offered", "title") VALUES (NEW."about", NEW."begun_at", NEW."begun_by_id", NEW."body_id", NEW."cancelled_at", NEW."cancelled_because", NEW."cancelled_by_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_at", NEW."id", NEW."initiative_id", NEW."interpretation", NEW."link", NEW."noticed_at", NEW."noticed_by_id", NEW."packet_id", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."place", NEW."record_id", NEW."starts_at", NEW."supports_offered", NEW."title"); RETURN NULL;', hash='b78fc14065ab4d8760edda69a4afa3883a02e770', operation='UPDATE', pgid='pgtrigger_update_update_cc321', table='communications_meeting', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('struck_at__isnull', True)), fields=('initiative', 'meeting', 'person'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('guest_name', '')), models.Q(('person__isnull', True), models.Q(('guest_name', ''), _negated=True), ('seat__isnull', True)), _connector='OR'), name='attendance_of_a_person_or_a_guest'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('struck_at__isnull', True), ('struck_by__isnull', True)), models.Q(('struck_at__isnull', False), ('struck_by__isnull', False)), _connector='OR'), name='attendance_struck_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='accesswish',
            constraint=models.UniqueConstraint(fields=('initiative', 'meeting', 'person', 'kind'), name='access_wish_once'),
        ),
        migrations.AddConstraint(
            model_name='accesswish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'asked'), ('settled_at__isnull', True)), models.Q(models.Q(('state', 'asked'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='access_wish_settled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='accesswish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='access_wish_settled_whole'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('amend_until__gt', models.F('circulated_at')), ('publish_at__gte', models.F('amend_until'))), name='minutes_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('published_at__gte', models.F('publish_at')), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='minutes_published_in_time_with_hash'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_in__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_in__isnull', False)), _connector='OR'), name='minutes_approved_in_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('published_at__isnull', False), _connector='OR'), name='minutes_approved_once_published'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='amendment_answered_whole'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='amendment_declined_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'minutes'), models.Q(models.Q(('difficulty', {}), _negated=True), models.Q(('opportunity', {}), _negated=True)), _connector='OR'), name='agenda_item_is_framed'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approves__isnull', False), ('kind', 'minutes')), models.Q(models.Q(('kind', 'minutes'), _negated=True), ('approves__isnull', True)), _connector='OR'), name='agenda_item_approves_minutes'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='agenda_item_withdrawn_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('begun_at__isnull', False), _connector='OR'), name='agenda_item_begun_before_it_ended'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communications_agendaitemevent" ("about_id", "approves_id", "begun_at", "closed_at", "difficulty", "ended_at", "engagement_id", "evidence", "id", "initiative_id", "kind", "led_by_id", "meeting_id", "minutes_planned", "opportunity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "round_id", "title", "wanted", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."about_id", NEW."approves_id", NEW."begun_at", NEW."closed_at", NEW."difficulty", NEW."ended_at", NEW."engagement_id", NEW."evidence", NEW."id", NEW."initiative_id", NEW."kind", NEW."led_by_id", NEW."meeting_id", NEW."minutes_planned", NEW."opportunity", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."position", NEW."record_id", NEW."round_id", NEW."title", NEW."wanted", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='a5a8e6363e60b3731790caa98181c35483eb72ee', operation='INSERT', pgid='pgtrigger_insert_insert_e9454', table='communications_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about_id" IS DISTINCT FROM (NEW."about_id") OR OLD."approves_id" IS DISTINCT FROM (NEW."approves_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."difficulty" IS DISTINCT FROM (NEW."difficulty") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."engagement_id" IS DISTINCT FROM (NEW."engagement_id") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."led_by_id" IS DISTINCT FROM (NEW."led_by_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."minutes_planned" IS DISTINCT FROM (NEW."minutes_planned") OR OLD."opportunity" IS DISTINCT FROM (NEW."opportunity") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."wanted" IS DISTINCT FROM (NEW."wanted") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))', func='INSERT INTO "communications_agendaitemevent" ("about_id", "approves_id", "begun_at", "closed_at", "difficulty", "ended_at", "engagement_id", "evidence", "id", "initiative_id", "kind", "led_by_id", "meeting_id", "minutes_planned", "opportunity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "round_id", "title", "wanted", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."about_id", NEW."approves_id", NEW."begun_at", NEW."closed_at", NEW."difficulty", NEW."ended_at", NEW."engagement_id", NEW."evidence", NEW."id", NEW."initiative_id", NEW."kind", NEW."led_by_id", NEW."meeting_id", NEW."minutes_planned", NEW."opportunity", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."position", NEW."record_id", NEW."round_id", NEW."title", NEW."wanted", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='483b95579aaeef644825ac7f54e80b59269a0aad', operation='UPDATE', pgid='pgtrigger_update_update_2bfa0', table='communications_agendaitem', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('initiative', 'minutes', 'item', 'version'), name='passage_version_once'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('because', 'correction'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='passage_corrected_for_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5a7a531c811ed1c8f298eaee4b7e45a15037741', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_86a9e', table='communications_passage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='caac3e447d8ea5c0f4d47b30059c5ddcf35f50f7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c8a3d', table='communications_passage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_body__isnull', False), ('from_membership__isnull', True)), models.Q(('from_body__isnull', True), ('from_membership__isnull', False)), _connector='OR'), name='pledge_by_one'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('words', {}), _negated=True), name='pledge_has_words'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('initiative', 'meeting', 'person'), name='reply_once'),
        ),
        migrations.AddConstraint(
            model_name='rollcall',
            constraint=models.UniqueConstraint(condition=models.Q(('is_carried', True)), fields=('initiative', 'item', 'purpose'), name='roll_call_carried_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollcall',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1ee922988f5747baa1d9740541796529d64ddfe7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b338a', table='communications_rollcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollcall',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='ecd38545eb2d6fc47add8ed16358ae4d5082626c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_2b5c7', table='communications_rollcall', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rollcallvote',
            constraint=models.UniqueConstraint(fields=('initiative', 'roll_call', 'seat'), name='roll_call_vote_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollcallvote',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a36f83b679a355a6e27104afc395a15eaa4ac6b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71f71', table='communications_rollcallvote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollcallvote',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='06001d18725fc76f3ad683f7c7dba5ad9ae7071c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d18f7', table='communications_rollcallvote', when='BEFORE')),
        ),
        TenantWalls(
            "accesswish",
            "agendaitem",
            "agendaitemevent",
            "amendment",
            "attendance",
            "meeting",
            "meetingevent",
            "minutes",
            "passage",
            "pledge",
            "reply",
            "rollcall",
            "rollcallvote",
        ),
    ]
