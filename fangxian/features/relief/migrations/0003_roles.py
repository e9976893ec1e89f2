"""The role of who broke glass is among those of charges."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relief", "0002_row_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="chargehandover",
            name="role",
            field=models.CharField(
                choices=[
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
                    ("inspector", "Inspector"),
                    ("emergency", "Emergency access"),
                    ("auditor", "Auditor"),
                    ("administrator", "System administrator"),
                    ("operator", "Operator at the console"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="secondment",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
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
                    ("inspector", "Inspector"),
                    ("emergency", "Emergency access"),
                    ("auditor", "Auditor"),
                    ("administrator", "System administrator"),
                    ("operator", "Operator at the console"),
                ],
                max_length=20,
            ),
        ),
    ]
