"""Passes with which people check in at a meeting."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0015_working_groups'),
    ]

    operations = [
        migrations.AlterField(
            model_name='pass',
            name='purpose',
            field=models.CharField(choices=[('invitation', 'Invitation'), ('api_token', 'API token'), ('download', 'Download'), ('room', 'Question in a room'), ('receipt', 'Receipt'), ('slip', 'Slip for one ballot'), ('unsubscribe', 'Unsubscribing'), ('check_in', 'Checking in at a meeting')], max_length=20),
        ),
    ]
