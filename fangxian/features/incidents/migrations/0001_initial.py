"""The table of incidents."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("rule_pack", models.CharField(max_length=64)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("wrapped_key", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="incident_ends_after_it_starts",
                    )
                ],
            },
        ),
    ]
