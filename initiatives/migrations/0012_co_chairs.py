"""Seats that chair a body together."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0011_rights_of_engagement'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='seat',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='seat',
            name='update_update',
        ),
        migrations.AddField(
            model_name='seat',
            name='is_co_chair',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='is_co_chair',
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "initiatives_seatevent" ("body_id", "created_on", "ended_on", "id", "initiative_id", "is_co_chair", "is_voting", "membership_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_class") VALUES (NEW."body_id", NEW."created_on", NEW."ended_on", NEW."id", NEW."initiative_id", NEW."is_co_chair", NEW."is_voting", NEW."membership_id", NEW."name", _pgh_attach_context(), ci_now(), \'insert\', NEW."id", NEW."seat_class"); RETURN NULL;', hash='bc363a30831c07e638cf85e92211845d64c1faff', operation='INSERT', pgid='pgtrigger_insert_insert_3ef90', table='initiatives_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "initiatives_seatevent" ("body_id", "created_on", "ended_on", "id", "initiative_id", "is_co_chair", "is_voting", "membership_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_class") VALUES (NEW."body_id", NEW."created_on", NEW."ended_on", NEW."id", NEW."initiative_id", NEW."is_co_chair", NEW."is_voting", NEW."membership_id", NEW."name", _pgh_attach_context(), ci_now(), \'update\', NEW."id", NEW."seat_class"); RETURN NULL;', hash='0f5f6e3a7a3feb547ea9672abab14b8f2fea2168', operation='UPDATE', pgid='pgtrigger_update_update_d4f5a', table='initiatives_seat', when='AFTER')),
        ),
    ]
