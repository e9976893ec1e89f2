"""An order keeps in which role it was given: that says whom it may take, also when it begins."""

from django.db import migrations, models

ROLES = [
    ("commander", "Commander"),
    ("clerk", "Command post clerk"),
    ("organiser", "Organisation officer"),
    ("township_lead", "Township lead"),
    ("village_lead", "Village lead"),
    ("grid_worker", "Grid worker"),
    ("site_lead", "Site lead"),
    ("sampler", "Sampler"),
    ("gate_guard", "Gate guard"),
    ("volunteer", "Volunteer"),
    ("courier", "Courier"),
    ("laboratory", "Laboratory officer"),
    ("inspector", "Inspector"),
    ("emergency", "Emergency access"),
    ("auditor", "Auditor"),
    ("administrator", "System administrator"),
    ("operator", "Operator at the console"),
]


class Migration(migrations.Migration):
    dependencies = [("relief", "0004_roles_of_sampling")]

    operations = [
        migrations.AddField(
            "secondment",
            "made_role",
            models.CharField(blank=True, choices=ROLES, db_default="", default="", max_length=20),
        ),
    ]
