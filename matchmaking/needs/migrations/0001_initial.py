import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("reports", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
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
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                        verbose_name="priority of the State",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rank among the State's requests"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="wanted from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="wanted until")),
                (
                    "working_languages",
                    models.JSONField(blank=True, default=list, verbose_name="working languages"),
                ),
                (
                    "institution",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="beneficiary institution"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=250, verbose_name="place")),
                (
                    "confidential_place",
                    models.TextField(blank=True, verbose_name="exact site (confidential)"),
                ),
                (
                    "budget_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="indicative budget"),
                ),
                (
                    "cofinancing_minor",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="co-financing in place"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "is_first_stage_only",
                    models.BooleanField(
                        default=False, verbose_name="budget covers the first stage only"
                    ),
                ),
                (
                    "national_plan",
                    models.CharField(blank=True, max_length=250, verbose_name="national plan"),
                ),
                (
                    "proposal_developed",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="a project proposal exists"
                    ),
                ),
                (
                    "reported_quote",
                    models.TextField(blank=True, editable=False, verbose_name="as reported"),
                ),
                (
                    "reported_ref",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="question"
                    ),
                ),
                (
                    "reported_page",
                    models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("published", "Published"),
                            ("met", "Met"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
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
                    "bodies_consulted",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="vocabulary.body",
                        verbose_name="regional bodies consulted",
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="need",
                        to="reports.candidateneed",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="vocabulary.country",
                        verbose_name="State",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="needs",
                        to="vocabulary.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "assistance request",
                "verbose_name_plural": "assistance requests",
                "indexes": [
                    models.Index(fields=["status", "ends_on"], name="needs_that_may_expire")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "submitted", "published", "met", "withdrawn", "expired"],
                            )
                        ),
                        name="a_need_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="a_need_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget_minor", None),
                            models.Q(
                                ("budget_minor__gte", 0), models.Q(("currency", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_budget_names_its_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cofinancing_minor", None),
                            ("cofinancing_minor__gte", 0),
                            _connector="OR",
                        ),
                        name="cofinancing_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedLine",
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
                    "quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="quantity",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "cost_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="estimated cost"),
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
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="needs.need",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a request",
                "verbose_name_plural": "lines of a request",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity", None), ("quantity__gt", 0), _connector="OR"
                        ),
                        name="a_need_asks_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost_minor", None), ("cost_minor__gte", 0), _connector="OR"
                        ),
                        name="an_estimated_cost_is_not_negative",
                    ),
                ],
            },
        ),
    ]
