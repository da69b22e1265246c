import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "listing",
                    models.CharField(
                        choices=[("needs", "Assistance requests"), ("offers", "Offers")],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("query", models.CharField(blank=True, max_length=2000, verbose_name="filters")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("none", "No e-mail"),
                            ("at_once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="e-mail alerts",
                    ),
                ),
                ("followed_since", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "last_alert_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last alert"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shared_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="shared with",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "indexes": [
                    models.Index(fields=["frequency", "listing"], name="searches_that_are_followed")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"), name="a_person_names_a_search_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("listing__in", ["needs", "offers"])),
                        name="a_search_is_of_a_known_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frequency", "none"),
                            ("followed_since__isnull", False),
                            _connector="OR",
                        ),
                        name="a_followed_search_knows_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_id", models.BigIntegerField()),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="following.savedsearch",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of an alert",
                "verbose_name_plural": "records of alerts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "record_id"), name="a_record_is_news_once_per_search"
                    )
                ],
            },
        ),
    ]
