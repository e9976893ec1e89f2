"""Lists of exempt people and people at home, alarms of tubes, and couriers' rounds."""

from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.features.sampling import sql
from fangxian.kernel.db.row_security import APP, RowSecurity

# Whoever is called at sees from where the courier comes, as rounds are seen from below.
UPWARD = f"""
    CREATE POLICY upward ON sampling_courierplan FOR SELECT TO {APP}
    USING (area <> '' AND starts_with(current_setting('fangxian.scope_from', true), area))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sampling", "0007_residents"),
        ("campaigns", "0006_exempt"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tube", models.CharField(db_collation="C", max_length=64)),
                (
                    "trouble",
                    models.CharField(
                        choices=[
                            ("missing", "Missing: packed four hours ago and not received"),
                            ("not_in_box", "Missing: its box was received without it"),
                            ("standing", "Closed, standing at the point for more than four hours"),
                            ("open", "Open for more than two hours"),
                            (
                                "warm",
                                "Carried warmer or colder than 2–8 °C, more than four hours after its first swab",
                            ),
                            ("miscounted", "Closed with another count than its swabs"),
                            ("two_tables", "Used at two tables"),
                        ],
                        max_length=12,
                    ),
                ),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("point", models.CharField(db_collation="C", max_length=64)),
                ("item", models.CharField(db_collation="C", max_length=48)),
                ("found_at", models.DateTimeField()),
                ("over_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CourierCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("base", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("point", models.CharField(db_collation="C", max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("tour", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("courier", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("courier_name", models.CharField(blank=True, max_length=120)),
                ("tubes", models.PositiveIntegerField()),
                ("latest", models.DateTimeField()),
                ("at", models.DateTimeField(null=True)),
                ("back_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CourierPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("at", models.DateTimeField()),
                ("person_name", models.CharField(max_length=200)),
                ("leaves_at", models.DateTimeField()),
                ("laboratory", models.CharField(max_length=200)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("couriers", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("resident", models.CharField(db_collation="C", max_length=48)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("kind", models.CharField(choices=[("exempt", "Exempt"), ("home", "At home")], max_length=8)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("infant", "Infant"),
                            ("medical", "Medical reason"),
                            ("recovered", "Recently recovered"),
                            ("away", "Away from here"),
                            ("elsewhere", "Sampled in a hospital or at an isolation site"),
                            ("frail", "Frail"),
                            ("disabled", "Disabled"),
                            ("confined", "May not leave home"),
                        ],
                        max_length=12,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=150)),
            ],
        ),
        migrations.AddIndex(
            model_name="tubestep",
            index=models.Index(
                models.F("tube"),
                condition=models.Q(("celsius__lt", 2), ("celsius__gt", 8), _connector="OR"),
                name="step_warm",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(models.F("item"), name="alarm_item"),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(models.F("round"), models.F("over_at"), name="alarm_round"),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(models.F("tube"), models.F("trouble"), name="alarm_once"),
        ),
        migrations.AddIndex(
            model_name="couriercall",
            index=models.Index(models.F("area"), models.F("round"), name="couriercall_area"),
        ),
        migrations.AddConstraint(
            model_name="couriercall",
            constraint=models.UniqueConstraint(
                models.F("base"), models.F("round"), models.F("point"), name="couriercall_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="courierplan",
            constraint=models.UniqueConstraint(models.F("area"), models.F("round"), name="courierplan_once"),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(models.F("area"), models.F("kind"), models.F("resident"), name="listing_area"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("incident", "resident"),
                name="listing_one_at_once",
            ),
        ),
        RowSecurity("sampling_listing", incident="incident"),
        RowSecurity("sampling_alarm"),
        RowSecurity("sampling_courierplan"),
        RowSecurity("sampling_couriercall"),
        migrations.RunSQL(UPWARD, "DROP POLICY upward ON sampling_courierplan"),
        migrations.RunSQL([sql.again(sql.PEOPLE)], migrations.RunSQL.noop),
    ]
