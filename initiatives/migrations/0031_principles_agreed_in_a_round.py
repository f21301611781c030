"""Principles go before the table with the agenda, and are agreed in its round."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from initiatives.walls import TenantWalls


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0030_asks_that_lapsed_before'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='principle',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='principle',
            name='update_update',
        ),
        migrations.AddField(
            model_name='commonagenda',
            name='principles',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='principle',
            name='agreed_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.round'),
        ),
        migrations.AddField(
            model_name='principleevent',
            name='agreed_in',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.round'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principle',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_principleevent" ("agreed_in_id", "agreed_on", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "words") VALUES (NEW."agreed_in_id", NEW."agreed_on", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."position", NEW."record_id", NEW."words"); RETURN NULL;', hash='7e964804d7dac3bf1bbc9229c8a00ebeb51c8083', operation='INSERT', pgid='pgtrigger_insert_insert_7b0c8', table='initiatives_principle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principle',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_principleevent" ("agreed_in_id", "agreed_on", "id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "words") VALUES (NEW."agreed_in_id", NEW."agreed_on", NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."position", NEW."record_id", NEW."words"); RETURN NULL;', hash='5c1ea8e67982bb6198b98e070b5b7067588e2d04', operation='UPDATE', pgid='pgtrigger_update_update_a3f56', table='initiatives_principle', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_in__isnull', True), ('agreed_on__isnull', False), _connector='OR'), name='principle_agreed_in_a_round_on_a_day'),
        ),
        TenantWalls("principle"),
    ]
