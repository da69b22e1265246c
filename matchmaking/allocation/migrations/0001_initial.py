import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("matching", "0003_reason"),
        ("needs", "0008_stages_of_introductions"),
        ("offers", "0006_stages_of_introductions"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="what it is for")),
                ("all_needs", models.BooleanField(default=True, verbose_name="all open requests")),
                ("all_offers", models.BooleanField(default=True, verbose_name="all open offers")),
                (
                    "weight_high",
                    models.DecimalField(
                        decimal_places=1,
                        default=3,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="high priority",
                    ),
                ),
                (
                    "weight_medium",
                    models.DecimalField(
                        decimal_places=1,
                        default=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="medium priority",
                    ),
                ),
                (
                    "weight_low",
                    models.DecimalField(
                        decimal_places=1,
                        default=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="low priority",
                    ),
                ),
                (
                    "weight_unstated",
                    models.DecimalField(
                        decimal_places=1,
                        default=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="no priority stated",
                    ),
                ),
                (
                    "match_percent",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="how much the match counts",
                    ),
                ),
                (
                    "lot_percent",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="smallest amount",
                    ),
                ),
                (
                    "most_donors",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="donors for one request, at most",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Not solved yet"),
                            ("waiting", "Being solved"),
                            ("done", "Solved"),
                            ("refused", "Demands cannot hold"),
                            ("failed", "Interrupted"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("started_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "conflicts",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
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
                ("needs", models.ManyToManyField(blank=True, related_name="+", to="needs.need")),
                ("offers", models.ManyToManyField(blank=True, related_name="+", to="offers.offer")),
            ],
            options={
                "verbose_name": "scenario",
                "verbose_name_plural": "scenarios",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "waiting", "done", "refused", "failed"])
                        ),
                        name="a_scenario_has_a_known_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at_least",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="at least",
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        default=100,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="at most",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.region",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="region_shares",
                        to="allocation.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "share of a region",
                "verbose_name_plural": "shares of regions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scenario", "region"), name="a_region_has_one_share_in_a_scenario"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_most__lte", 100), ("at_least__lte", models.F("at_most"))
                        ),
                        name="a_share_is_at_least_no_more_than_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount"),
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
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="locks",
                        to="allocation.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "locked amount",
                "verbose_name_plural": "locked amounts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scenario", "need_line", "offer_line"),
                        name="an_amount_is_locked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)),
                        name="a_locked_amount_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Earmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "smallest",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="smallest amount",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.country",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.offer",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.region",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.theme",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earmarks",
                        to="allocation.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "earmark",
                "verbose_name_plural": "earmarks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scenario", "offer"),
                        name="an_offer_is_earmarked_once_in_a_scenario",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("region__isnull", False),
                            ("country__isnull", False),
                            ("theme__isnull", False),
                            ("smallest__isnull", False),
                            _connector="OR",
                        ),
                        name="an_earmark_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Solution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("terms_version", models.PositiveIntegerField()),
                (
                    "inputs",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("solver", models.CharField(max_length=80, verbose_name="solver")),
                ("seconds", models.FloatField(verbose_name="seconds")),
                ("value", models.FloatField(verbose_name="value")),
                ("bound", models.FloatField(verbose_name="bound")),
                ("greedy", models.FloatField(null=True, verbose_name="best pairs first")),
                (
                    "first_come",
                    models.FloatField(null=True, verbose_name="first come, first served"),
                ),
                ("solved_at", models.DateTimeField(auto_now_add=True, verbose_name="solved")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="solutions",
                        to="allocation.scenario",
                    ),
                ),
                (
                    "solved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="solved by",
                    ),
                ),
                (
                    "weights",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.weightset",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scenario", "number"), name="proposals_of_a_scenario_are_numbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount"),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                ("met", models.FloatField(verbose_name="share of the line that it meets")),
                ("fit", models.FloatField(verbose_name="fit")),
                ("is_locked", models.BooleanField(default=False, verbose_name="locked")),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.kind",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="needs.need",
                    ),
                ),
                (
                    "need_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="needs.needline",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.offer",
                    ),
                ),
                (
                    "offer_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="offers.offerline",
                    ),
                ),
                (
                    "solution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="allocation.solution",
                    ),
                ),
            ],
            options={
                "verbose_name": "share",
                "verbose_name_plural": "shares",
            },
        ),
        migrations.CreateModel(
            name="GivenLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=500)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("left", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("given", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("worth", models.FloatField(default=0)),
                ("is_wanted", models.BooleanField(default=False)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.kind",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="offers.offerline",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.offer",
                    ),
                ),
                (
                    "solution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given_lines",
                        to="allocation.solution",
                    ),
                ),
            ],
            options={
                "verbose_name": "line given",
                "verbose_name_plural": "lines given",
            },
        ),
        migrations.CreateModel(
            name="AskedLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=500)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("asked", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("open", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("before", models.FloatField(default=0, verbose_name="met before")),
                ("met", models.FloatField(default=0, verbose_name="met with the proposal")),
                (
                    "rest",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing stays unmet"),
                            ("used_up", "No capacity left"),
                            ("not_eligible", "Not eligible"),
                            ("not_offered", "Nothing of this kind offered"),
                            ("lot", "Below the smallest amount"),
                            ("donors", "As many donors as allowed"),
                            ("balance", "Held back for the balance, or worth more elsewhere"),
                            ("locked", "Locked amounts"),
                            ("no_figure", "No quantity is stated"),
                        ],
                        max_length=20,
                        verbose_name="why not more",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.kind",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="needs.needline",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="needs.need",
                    ),
                ),
                (
                    "solution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_lines",
                        to="allocation.solution",
                    ),
                ),
            ],
            options={
                "verbose_name": "line asked for",
                "verbose_name_plural": "lines asked for",
            },
        ),
    ]
