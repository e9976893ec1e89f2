"""The tables of duty."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roster", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("rule_pack", models.CharField(max_length=64)),
                ("seed", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be computed"),
                            ("computing", "Being computed"),
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("failed", "Failed"),
                            ("discarded", "Discarded"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=64)),
                ("replaces", models.CharField(blank=True, max_length=64)),
                (
                    "site_source",
                    models.CharField(
                        choices=[
                            ("found", "Only the sites on the list"),
                            ("computed", "Sampling points by computation, other sites from the list"),
                            (
                                "both",
                                "The sites on the list, and more sampling points where they do not suffice",
                            ),
                        ],
                        default="both",
                        max_length=12,
                    ),
                ),
                (
                    "terrain",
                    models.CharField(
                        choices=[("mountain", "Mountain country"), ("plain", "Plain")],
                        default="mountain",
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField(default=7)),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("computed_at", models.DateTimeField(null=True)),
                ("edited_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=200)),
                ("heard_at", models.DateTimeField(null=True)),
                ("step", models.CharField(blank=True, max_length=40)),
                ("share", models.FloatField(default=0)),
                ("error", models.TextField(blank=True)),
                ("figures", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-made_at"], name="plan_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("days__lte", 31)), name="plan_days"
                    ),
                    models.UniqueConstraint(
                        models.F("incident"),
                        models.F("area"),
                        condition=models.Q(("state", "published")),
                        name="one_running_plan_an_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_collation="C", max_length=96)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("role", models.CharField(max_length=32)),
                ("place", models.CharField(db_collation="C", max_length=64)),
                ("place_kind", models.CharField(max_length=20)),
                ("place_name", models.CharField(max_length=200)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField()),
                ("crews", models.PositiveSmallIntegerField(default=1)),
                ("wanted", models.PositiveIntegerField()),
                ("filled", models.PositiveIntegerField(default=0)),
                ("members", models.PositiveIntegerField(default=0)),
                ("priority", models.PositiveSmallIntegerField(default=0)),
                ("farthest_m", models.PositiveIntegerField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("live", models.BooleanField(default=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="duty.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("missing", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("no_skill", "Nobody in the area has the skill"),
                            ("too_far", "Nobody with the skill lives or works near enough"),
                            ("all_posted", "All who could are posted or at their hours"),
                            ("unavailable", "All who could are unavailable"),
                            ("vacated", "The person posted here became unavailable"),
                        ],
                        max_length=12,
                    ),
                ),
                ("nearest_m", models.PositiveIntegerField(null=True)),
                ("candidates", models.JSONField(default=list)),
                ("live", models.BooleanField(default=False)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gaps", to="duty.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("holder_name", models.CharField(max_length=120)),
                ("crew", models.PositiveSmallIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("distance_m", models.PositiveIntegerField(null=True)),
                ("is_member", models.BooleanField(default=False)),
                ("pinned", models.BooleanField(default=False)),
                ("live", models.BooleanField(default=False)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="postings", to="duty.post"
                    ),
                ),
                (
                    "responder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="roster.responder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("crew", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shifts", to="duty.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_collation="C", max_length=64, unique=True)),
                ("name", models.CharField(db_collation="C", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sampling_point", "Sampling point"),
                            ("checkpoint", "Checkpoint"),
                            ("isolation_site", "Isolation site"),
                            ("treatment_point", "Treatment point"),
                            ("depot", "Depot"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("tables", models.PositiveSmallIntegerField(default=0)),
                ("rooms", models.PositiveSmallIntegerField(default=0)),
                ("plan", models.CharField(blank=True, max_length=64)),
                ("is_open", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("area"), models.F("code"), name="site_area"),
                    models.Index(models.F("name"), name="site_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "area",
                    fangxian.kernel.codes.AreaCodeField(
                        db_collation="C", max_length=32, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.CharField(max_length=12)),
                ("parent", fangxian.kernel.codes.AreaCodeField(blank=True, db_collation="C", max_length=32)),
                ("grids", models.PositiveIntegerField(default=0)),
                ("households", models.PositiveIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
                ("sites", models.PositiveIntegerField(default=0)),
                ("posts", models.PositiveIntegerField(default=0)),
                ("seats", models.PositiveIntegerField(default=0)),
                ("filled", models.PositiveIntegerField(default=0)),
                ("vacancies", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(models.F("parent"), models.F("area"), name="tally_parent")],
            },
        ),
        migrations.CreateModel(
            name="PlanBranch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("site", models.CharField(db_collation="C", max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("secretary", models.CharField(db_collation="C", max_length=40)),
                ("secretary_name", models.CharField(blank=True, max_length=120)),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="branches", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_branch_area")],
                "constraints": [
                    models.UniqueConstraint(models.F("plan"), models.F("site"), name="plan_branch_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pin", "Pin a person to a post"),
                            ("close_site", "Close a site"),
                            ("unavailable", "Mark a person unavailable"),
                        ],
                        max_length=12,
                    ),
                ),
                ("responder", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("responder_name", models.CharField(blank=True, max_length=120)),
                ("post", models.CharField(blank=True, db_collation="C", max_length=96)),
                ("site", models.CharField(blank=True, db_collation="C", max_length=64)),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_edit_area")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("plan"),
                        models.F("responder"),
                        condition=models.Q(("responder", ""), _negated=True),
                        name="plan_edit_a_person",
                    ),
                    models.UniqueConstraint(
                        models.F("plan"),
                        models.F("site"),
                        condition=models.Q(("site", ""), _negated=True),
                        name="plan_edit_a_site",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGrid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("village", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("people", models.PositiveIntegerField()),
                (
                    "household_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grids", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_grid_area")],
                "constraints": [
                    models.UniqueConstraint(models.F("plan"), models.F("area"), name="plan_grid_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("role", models.CharField(max_length=20)),
                ("holder", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("holder_name", models.CharField(blank=True, max_length=120)),
                ("deputy", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("deputy_name", models.CharField(blank=True, max_length=120)),
                ("span", models.PositiveSmallIntegerField(default=0)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leads", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_lead_area")],
                "constraints": [
                    models.UniqueConstraint(models.F("plan"), models.F("area"), name="plan_lead_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("kind", models.CharField(max_length=24)),
                ("place", models.CharField(db_collation="C", max_length=96)),
                ("found", models.FloatField()),
                ("wanted", models.FloatField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_notice_area")],
            },
        ),
        migrations.CreateModel(
            name="PlanSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_collation="C", max_length=64)),
                ("name", models.CharField(db_collation="C", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sampling_point", "Sampling point"),
                            ("checkpoint", "Checkpoint"),
                            ("isolation_site", "Isolation site"),
                            ("treatment_point", "Treatment point"),
                            ("depot", "Depot"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("tables", models.PositiveSmallIntegerField(default=0)),
                ("rooms", models.PositiveSmallIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
                ("is_computed", models.BooleanField(default=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_site_area")],
                "constraints": [
                    models.UniqueConstraint(models.F("plan"), models.F("code"), name="plan_site_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTeam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("place", models.CharField(db_collation="C", max_length=64)),
                ("crew", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("leader", models.CharField(db_collation="C", max_length=40)),
                ("leader_name", models.CharField(blank=True, max_length=120)),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teams", to="duty.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("plan"), name="plan_team_area")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("plan"),
                        models.F("place"),
                        models.F("crew"),
                        models.F("number"),
                        name="plan_team_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.F("area"), models.F("code"), condition=models.Q(("live", True)), name="post_area_live"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(models.F("area"), models.F("plan"), name="post_area_plan"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(models.F("place"), condition=models.Q(("live", True)), name="post_place_live"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(models.F("plan"), models.F("code"), name="post_once"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                models.F("code"), condition=models.Q(("live", True)), name="post_live_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("filled__lte", models.F("wanted"))), name="post_not_overfilled"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("members__lte", models.F("filled"))), name="post_members_hold_it"
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(models.F("area"), models.F("post"), name="gap_area"),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(models.F("area"), condition=models.Q(("live", True)), name="gap_area_live"),
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.UniqueConstraint(models.F("post"), models.F("reason"), name="gap_once"),
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.CheckConstraint(
                condition=models.Q(("missing__gt", 0)), name="gap_lacks_somebody"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(models.F("area"), models.F("post"), name="posting_area"),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                models.F("responder"), condition=models.Q(("live", True)), name="posting_responder_live"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(models.F("post"), models.F("responder"), name="posting_once"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("live", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("responder"),
                            models.F("responder"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    ("period", "&&"),
                ],
                name="nobody_in_two_places",
            ),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(models.F("post"), models.F("crew"), models.F("starts_at"), name="shift_post"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(models.F("area"), models.F("starts_at"), name="shift_area"),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="shift_ends_after_it_starts"
            ),
        ),
    ]
