"""Groups of the areas below a lead who has too many to lead alone."""

import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("charges", "0004_glass"), ("roster", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("around", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("number", models.PositiveSmallIntegerField()),
                ("lead_name", models.CharField(blank=True, max_length=120)),
                ("formed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.responder",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        "around",
                        "number",
                        condition=models.Q(("ended_at__isnull", True)),
                        name="group_around",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("incident", "area"),
                        name="one_group_an_area",
                    )
                ],
            },
        ),
        RowSecurity("charges_group"),
    ]
