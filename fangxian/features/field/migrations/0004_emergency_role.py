"""The role of who broke the glass."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("field", "0003_who_enrols"),
    ]

    operations = [
        migrations.AlterField(
            model_name="device",
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
    ]
