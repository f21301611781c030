"""The walls of what says who was heard."""

from django.db import migrations

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_who_was_heard")]

    operations = [TenantWalls("affectedshare", "outreach")]
