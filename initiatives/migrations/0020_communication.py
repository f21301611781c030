"""Asks, their reminders and the focus; the rights of communication, and what its passes are for."""

import django.db.models.deletion
import initiatives.clock
import initiatives.models.localized
import initiatives.tenancy
from django.conf import settings
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0019_joint_plan'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='initiative',
            options={'ordering': ['name'], 'permissions': [('see_today', 'see_today'), ('see_members', 'see_members'), ('see_drafts', 'see_drafts'), ('see_as_public', 'see_as_public'), ('agenda_edit', 'agenda_edit'), ('agenda_propose', 'agenda_propose'), ('agenda_ratify', 'agenda_ratify'), ('words_edit', 'words_edit'), ('plan_edit', 'plan_edit'), ('partners_manage', 'partners_manage'), ('seats_manage', 'seats_manage'), ('rules_edit', 'rules_edit'), ('round_open', 'round_open'), ('people_invite', 'people_invite'), ('indicators_manage', 'indicators_manage'), ('data_submit', 'data_submit'), ('data_publish', 'data_publish'), ('data_see_withheld', 'data_see_withheld'), ('data_approve', 'data_approve'), ('collection_manage', 'collection_manage'), ('programs_edit', 'programs_edit'), ('power_rate', 'power_rate'), ('reading_add', 'reading_add'), ('turn_run', 'turn_run'), ('turn_add', 'turn_add'), ('engagement_facilitate', 'engagement_facilitate'), ('disposition_record', 'disposition_record'), ('assisted_enter', 'assisted_enter'), ('moderate', 'moderate'), ('supports_manage', 'supports_manage'), ('vote_open', 'vote_open'), ('vote_cast', 'vote_cast'), ('tell', 'tell'), ('conflict_raise', 'conflict_raise'), ('mediate', 'mediate'), ('commitment_edit', 'commitment_edit'), ('report_request', 'report_request'), ('updates_publish', 'updates_publish'), ('asks_send', 'asks_send'), ('initiative_edit', 'initiative_edit'), ('initiative_publish', 'initiative_publish'), ('attach_files', 'attach_files'), ('restriction_set', 'restriction_set'), ('restriction_approve', 'restriction_approve'), ('access_manage', 'access_manage'), ('tokens_manage', 'tokens_manage')]},
        ),
        migrations.AlterField(
            model_name='pass',
            name='purpose',
            field=models.CharField(choices=[('invitation', 'Invitation'), ('api_token', 'API token'), ('download', 'Download'), ('room', 'Question in a room'), ('receipt', 'Receipt'), ('slip', 'Slip for one ballot'), ('unsubscribe', 'Unsubscribing'), ('check_in', 'Checking in at a meeting'), ('feed', 'Private calendar'), ('subscribe', 'Subscribing to newsletters')], max_length=20),
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('why', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('due', models.DateField()),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('state', models.CharField(choices=[('open', 'Asked'), ('help', 'Asked for help'), ('done', 'Done'), ('declined', 'Not now'), ('withdrawn', 'Taken back')], default='open', max_length=10)),
                ('answer', models.TextField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('talked_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='initiatives.membership')),
                ('talked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AskReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField(default=initiatives.clock.now)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='initiatives.ask')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('difficulty', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('opportunity', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('wanted', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='initiatives.record')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='campaign', to='initiatives.record')),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CampaignAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=500)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='initiatives.campaign')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.membership')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 480)), name='ask_takes_minutes'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='ask_answered_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('talked_at__isnull', True), ('talked_by__isnull', True)), models.Q(('talked_at__isnull', False), ('talked_by__isnull', False)), _connector='OR'), name='ask_talked_whole'),
        ),
        migrations.AddConstraint(
            model_name='askreminder',
            constraint=models.UniqueConstraint(fields=('initiative', 'ask', 'step'), name='ask_step_once'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('initiative',), name='campaign_one_focus'),
        ),
        migrations.AddConstraint(
            model_name='campaignact',
            constraint=models.UniqueConstraint(fields=('initiative', 'campaign', 'membership'), name='campaign_acted_once'),
        ),
        TenantWalls("ask", "askreminder", "campaign", "campaignact"),
    ]
