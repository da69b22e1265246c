import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("language", models.CharField(max_length=5, verbose_name="written in")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bilateral", "Bilateral"),
                            ("un", "United Nations"),
                            ("regional", "Regional body"),
                            ("ngo", "Non-governmental organisation"),
                            ("trust_fund", "Trust fund"),
                            ("triangular", "Triangular cooperation"),
                            ("south_south", "South-South cooperation"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                (
                    "opens_on",
                    models.DateField(blank=True, null=True, verbose_name="delivery can start from"),
                ),
                (
                    "closes_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="delivery can start until"
                    ),
                ),
                (
                    "delivery_languages",
                    models.JSONField(
                        blank=True, default=list, verbose_name="languages of delivery"
                    ),
                ),
                (
                    "eligible_groups",
                    models.JSONField(blank=True, default=list, verbose_name="for these groups"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                (
                    "aftercare_training",
                    models.TextField(blank=True, verbose_name="training with the equipment"),
                ),
                ("aftercare_maintenance", models.TextField(blank=True, verbose_name="maintenance")),
                (
                    "aftercare_spare_parts",
                    models.TextField(blank=True, verbose_name="spare parts and consumables"),
                ),
                (
                    "value_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="value"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("published", "Published"),
                            ("paused", "Paused"),
                            ("exhausted", "Exhausted"),
                            ("expired", "Expired"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "return_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason for sending back"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "eligible_bodies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.body",
                        verbose_name="for members of",
                    ),
                ),
                (
                    "eligible_countries",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.country",
                        verbose_name="for these States",
                    ),
                ),
                (
                    "eligible_regions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.region",
                        verbose_name="for these regions",
                    ),
                ),
                (
                    "excluded_countries",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.country", verbose_name="except"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="accounts.organisation",
                        verbose_name="offered by",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="offers",
                        to="vocabulary.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "indexes": [
                    models.Index(fields=["status", "closes_on"], name="offers_that_may_expire")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "published",
                                    "paused",
                                    "exhausted",
                                    "expired",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="an_offer_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on", None),
                            ("closes_on", None),
                            ("closes_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="an_offer_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_minor", None),
                            models.Q(
                                ("value_minor__gte", 0), models.Q(("currency", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_value_names_its_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "description",
                    models.CharField(blank=True, max_length=500, verbose_name="description"),
                ),
                (
                    "capacity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="capacity",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "value_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="value"),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.kind",
                        verbose_name="kind of assistance",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="offers.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of an offer",
                "verbose_name_plural": "lines of an offer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", None), ("capacity__gt", 0), _connector="OR"
                        ),
                        name="an_offer_offers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_minor", None), ("value_minor__gte", 0), _connector="OR"
                        ),
                        name="a_line_is_not_worth_less_than_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CapacityUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="quantity"),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="offers.offerline",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of capacity",
                "verbose_name_plural": "uses of capacity",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True),
                        name="a_use_is_not_nothing",
                    )
                ],
            },
        ),
    ]
