"""Updates and conversations."""

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
        ('communications', '0003_meetings'),
        ('initiatives', '0020_communication'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='conversation', to='initiatives.record')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='thread', to='initiatives.record')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField(max_length=4000)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='communications.post')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='communications.thread')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='initiatives.record')),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='update', to='initiatives.record')),
            ],
            options={
                'ordering': ['-record__published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='UpdateCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('title_before', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('words_before', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('note', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='communications.update')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='PostHiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('personal_data', 'Personal data of somebody'), ('minor', 'A child could be recognised'), ('threat', 'A threat or an insult'), ('advertising', 'Advertising'), ('unlawful', 'A law forbids it')], max_length=20)),
                ('at', models.DateTimeField(default=initiatives.clock.now)),
                ('appeal', models.TextField(blank=True, max_length=2000)),
                ('appealed_at', models.DateTimeField(blank=True, null=True)),
                ('answer', initiatives.models.localized.LocalizedField(blank=True, default=dict)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(default=initiatives.tenancy.open_initiative, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hidings', to='communications.post')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('initiative', 'post'), name='post_hidden_once'), models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('by')), _negated=True), _connector='OR'), name='post_appeal_heard_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='post_appeal_answered_whole')],
            },
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('initiative', 'thread', 'number'), name='post_number_once'),
        ),
        migrations.AddConstraint(
            model_name='updatecorrection',
            constraint=models.UniqueConstraint(fields=('initiative', 'update', 'version'), name='update_version_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='updatecorrection',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f7ef2a05b055de80bd0331fa7315a1f29627fc9a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_da44b', table='communications_updatecorrection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='updatecorrection',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'These rows are only ever added.';", hash='92a3e0413fe860f640cecceb52edc08f284b8580', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3afd1', table='communications_updatecorrection', when='BEFORE')),
        ),
        TenantWalls("post", "posthiding", "thread", "update", "updatecorrection"),
    ]
