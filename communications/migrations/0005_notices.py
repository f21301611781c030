"""Notices, digests and letters."""

import django.db.models.deletion
import initiatives.clock
import initiatives.tenancy
from django.conf import settings
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('communications', '0004_updates_and_talk'),
        ('initiatives', '0020_communication'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('frequency', models.CharField(choices=[('immediately', 'At once'), ('daily', 'Every day'), ('weekly', 'Every week'), ('monthly', 'Every month'), ('never', 'Never')], max_length=12)),
                ('made_at', models.DateTimeField(default=initiatives.clock.now)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='NoticeBook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(blank=True, max_length=60)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_until', models.TimeField(blank=True, null=True)),
                ('digests_made', models.PositiveIntegerField(default=0)),
                ('wakings', models.PositiveIntegerField(default=0)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('bounced_why', models.CharField(blank=True, max_length=200)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('promises', 'Promises and commitments'), ('decisions', 'Questions and decisions'), ('meetings', 'Meetings and minutes'), ('figures', 'Figures and results'), ('plan', 'The joint plan'), ('agenda', 'The common agenda and the rules'), ('talk', 'Conversations'), ('updates', 'Updates and reports'), ('people', 'Partners and seats')], max_length=12)),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='communications.digest')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.event')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='communications.noticebook')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='digest',
            name='book',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='digests', to='communications.noticebook'),
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('promises', 'Promises and commitments'), ('decisions', 'Questions and decisions'), ('meetings', 'Meetings and minutes'), ('figures', 'Figures and results'), ('plan', 'The joint plan'), ('agenda', 'The common agenda and the rules'), ('talk', 'Conversations'), ('updates', 'Updates and reports'), ('people', 'Partners and seats')], max_length=12)),
                ('frequency', models.CharField(choices=[('immediately', 'At once'), ('daily', 'Every day'), ('weekly', 'Every week'), ('monthly', 'Every month'), ('never', 'Never')], max_length=12)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='communications.noticebook')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
        ),
        migrations.CreateModel(
            name='Unheard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.event')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('promise', 'What a promise needs'), ('digest', 'Digest'), ('newsletter', 'Newsletter'), ('ask', 'Something asked')], max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'Waits to be sent'), ('sent', 'Sent'), ('not_wanted', 'Not sent: the reader wants none'), ('refused', 'The address takes no letters'), ('bounced', 'Came back')], default='waiting', max_length=12)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['initiative', 'person', 'sent_at'], name='letter_load')],
                'constraints': [models.UniqueConstraint(fields=('initiative', 'key'), name='letter_once'), models.UniqueConstraint(fields=('initiative', 'name'), name='letter_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ['sent', 'bounced'])), models.Q(('state__in', ['sent', 'bounced']), _negated=True), _connector='OR'), name='letter_sent_when')],
            },
        ),
        migrations.AddConstraint(
            model_name='noticebook',
            constraint=models.UniqueConstraint(fields=('initiative', 'person'), name='notice_book_once'),
        ),
        migrations.AddConstraint(
            model_name='noticebook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='notice_book_quiet_whole'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('digest__isnull', True)), fields=['initiative', 'book'], name='notice_waiting'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('initiative', 'book', 'event'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('initiative', 'book', 'number'), name='digest_number_once'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.UniqueConstraint(fields=('initiative', 'book', 'matter'), name='notice_choice_once'),
        ),
        TenantWalls("digest", "letter", "notice", "noticebook", "noticechoice", "unheard"),
    ]
