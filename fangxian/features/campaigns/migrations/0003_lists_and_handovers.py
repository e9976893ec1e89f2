"""Progress of preparing, what lists say, work given; coverage and pace found by campaign."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("campaign", models.CharField(db_collation="C", max_length=16)),
                ("place", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("receiver", models.CharField(db_collation="C", max_length=40)),
                ("receiver_name", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=200)),
                ("before", models.JSONField()),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("undone_by", models.CharField(blank=True, max_length=200)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ListedTarget",
            fields=[
                (
                    "target",
                    models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False),
                ),
                ("campaign", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("origin", models.CharField(blank=True, max_length=120)),
                ("arrived_on", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="campaign",
            name="error",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="campaign",
            name="heard_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="share",
            field=models.FloatField(default=0),
        ),
        migrations.AddIndex(
            model_name="coverage",
            index=models.Index(fields=["campaign", "area"], name="coverage_campaign"),
        ),
        migrations.AddIndex(
            model_name="pace",
            index=models.Index(fields=["campaign", "slot", "area"], name="pace_campaign"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["campaign", "-made_at"], name="handover_campaign"),
        ),
        migrations.AddIndex(
            model_name="listedtarget",
            index=models.Index(fields=["campaign", "area"], name="listed_campaign"),
        ),
    ]
