"""Whose draft a record is: the seats of that group see it."""

import django.db.models.deletion
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0014_ground_of_safety'),
    ]

    operations = [
        migrations.AddField(
            model_name='record',
            name='working_group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='initiatives.body'),
        ),
        TenantWalls("record"),
    ]
