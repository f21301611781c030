"""Numbers that were saved in one press with a log of an activity."""

import django.db.models.deletion
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0018_activity_logs'),
        ('measurement', '0012_why_an_action_helps'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='log',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='initiatives.activitylog'),
        ),
        TenantWalls("submission"),
    ]
