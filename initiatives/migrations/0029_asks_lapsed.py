from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0028_tries_of_own_data'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ask',
            name='state',
            field=models.CharField(choices=[('open', 'Asked'), ('help', 'Asked for help'), ('done', 'Done'), ('declined', 'Not now'), ('withdrawn', 'Taken back'), ('lapsed', 'Over without an answer')], default='open', max_length=10),
        ),
        migrations.RemoveConstraint(model_name='ask', name='ask_answered_by_somebody'),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(
                condition=Q(state='open', answered_at__isnull=True, answered_by__isnull=True)
                | Q(state='lapsed', answered_at__isnull=False)
                | ~Q(state__in=['open', 'lapsed']) & Q(answered_at__isnull=False, answered_by__isnull=False),
                name='ask_answered_by_somebody',
            ),
        ),
    ]
