"""Papers that nobody can read, and interests whose words can be erased."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0007_votes_and_counts'),
        ('initiatives', '0013_follows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='recusal',
            name='append_only',
        ),
        migrations.AddField(
            model_name='ballotsheet',
            name='is_spoilt',
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='stepped_aside', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.decision_id IS DISTINCT FROM NEW.decision_id OR OLD.seat_id IS DISTINCT FROM NEW.seat_id OR OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.is_found_later IS DISTINCT FROM NEW.is_found_later OR OLD.declared_at IS DISTINCT FROM NEW.declared_at OR OLD.declared_by_id IS DISTINCT FROM NEW.declared_by_id)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='63feb0dc170ef851d9966333a27545b2c69c021c', operation='UPDATE', pgid='pgtrigger_stepped_aside_760e1', table='engagement_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='never_taken_back', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e6c2dfc61cde68b32f88291ebc10a15ae15ef2e6', operation='DELETE', pgid='pgtrigger_never_taken_back_7c57d', table='engagement_recusal', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='ballotsheet',
            constraint=models.CheckConstraint(condition=models.Q(('is_spoilt', False), ('counted_at__isnull', False), _connector='OR'), name='ballot_sheet_spoilt_by_two'),
        ),
    ]
