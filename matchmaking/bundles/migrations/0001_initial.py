import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("needs", "0008_stages_of_introductions"),
        ("offers", "0006_stages_of_introductions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("saved", "Saved"),
                            ("shortlisted", "On the shortlist"),
                            ("proposed", "Introductions proposed"),
                            ("set_aside", "Set aside"),
                        ],
                        default="saved",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "cooperation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("triangular", "Triangular cooperation"),
                            ("south_south", "South-South cooperation"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="cooperation",
                    ),
                ),
                (
                    "covered",
                    models.FloatField(default=0, editable=False, verbose_name="covered when saved"),
                ),
                (
                    "perhaps",
                    models.FloatField(
                        default=0, editable=False, verbose_name="perhaps covered when saved"
                    ),
                ),
                (
                    "givers",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="parties"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bundles",
                        to="needs.need",
                        verbose_name="assistance request",
                    ),
                ),
            ],
            options={
                "verbose_name": "bundle",
                "verbose_name_plural": "bundles",
                "indexes": [models.Index(fields=["need", "status"], name="bundles_of_a_need")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["saved", "shortlisted", "proposed", "set_aside"])
                        ),
                        name="a_bundle_has_a_known_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="bundles.bundle",
                    ),
                ),
                (
                    "need_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="needs.needline",
                    ),
                ),
                (
                    "offer_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.offerline",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a bundle",
                "verbose_name_plural": "parts of a bundle",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bundle", "need_line", "offer_line"), name="a_part_is_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="a_part_covers_something",
                    ),
                ],
            },
        ),
    ]
