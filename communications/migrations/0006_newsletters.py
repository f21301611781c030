"""Newsletters and their subscribers."""

import django.db.models.deletion
import django.db.models.functions.text
import initiatives.clock
import initiatives.models.localized
import initiatives.tenancy
from django.conf import settings
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('communications', '0005_notices'),
        ('initiatives', '0020_communication'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Newsletter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('blocks', models.JSONField(default=list)),
                ('segment', models.CharField(choices=[('everybody', 'Everybody: all who take part, and all subscribers'), ('members', 'All who take part'), ('partners', 'Partners'), ('residents', 'Residents'), ('funders', 'Funders'), ('subscribers', 'Subscribers without an account')], default='everybody', max_length=12)),
                ('frozen', models.JSONField(blank=True, default=dict)),
                ('recipients', models.JSONField(blank=True, default=list)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='newsletter', to='initiatives.record')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('sent_by__isnull', True)), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='newsletter_sent_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(default='en', max_length=8)),
                ('asked_at', models.DateTimeField(default=initiatives.clock.now)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('initiative'), django.db.models.functions.text.Lower('email'), name='subscriber_once')],
            },
        ),
        TenantWalls("newsletter", "subscriber"),
    ]
