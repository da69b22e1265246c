import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ("name_en", models.CharField(max_length=250, verbose_name="name in English")),
                (
                    "name_fr",
                    models.CharField(blank=True, max_length=250, verbose_name="name in French"),
                ),
                (
                    "name_es",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Spanish"),
                ),
                (
                    "name_ar",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Arabic"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Russian"),
                ),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Chinese"),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=20, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("size", models.PositiveIntegerField(default=1, verbose_name="size")),
                ("size_unit", models.CharField(max_length=60, verbose_name="counted in")),
                ("source", models.CharField(max_length=250, verbose_name="source of the figures")),
                ("as_of", models.DateField(verbose_name="figures as of")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue",
                        to="vocabulary.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the costed catalogue",
                "verbose_name_plural": "costed catalogue",
            },
        ),
        migrations.CreateModel(
            name="Example",
            fields=[
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "code",
                    models.CharField(
                        max_length=30, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("record_kind", models.CharField(max_length=20, verbose_name="kind of record")),
                ("text_en", models.TextField(verbose_name="text in English")),
                ("text_fr", models.TextField(blank=True, verbose_name="text in French")),
                ("text_es", models.TextField(blank=True, verbose_name="text in Spanish")),
                ("text_ar", models.TextField(blank=True, verbose_name="text in Arabic")),
                ("text_ru", models.TextField(blank=True, verbose_name="text in Russian")),
                ("text_zh", models.TextField(blank=True, verbose_name="text in Chinese")),
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
            ],
            options={
                "verbose_name": "example",
                "verbose_name_plural": "examples",
            },
        ),
        migrations.CreateModel(
            name="Ruleset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("note", models.TextField(blank=True, verbose_name="why")),
                (
                    "threshold_need",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="requests below this are flagged"
                    ),
                ),
                (
                    "threshold_offer",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="offers below this are flagged"
                    ),
                ),
                (
                    "vague_points",
                    models.FloatField(default=3, verbose_name="points lost for a vague phrase"),
                ),
                (
                    "vague_most",
                    models.FloatField(
                        default=9, verbose_name="points lost for vague phrases at most"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(default=False, editable=False, verbose_name="active"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the rules",
                "verbose_name_plural": "versions of the rules",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("is_active",),
                        name="one_version_of_the_rules_is_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("threshold_need__lte", 100), ("threshold_offer__lte", 100)
                        ),
                        name="a_threshold_is_at_most_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("record_kind", models.CharField(max_length=20, verbose_name="kind of record")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("quantity", "Quantity"),
                            ("unit", "Unit"),
                            ("institution", "Beneficiary institution"),
                            ("place", "Place"),
                            ("window", "Window"),
                            ("goal", "Baseline and target"),
                            ("result", "Expected result"),
                            ("plan", "National plan"),
                            ("language", "Working language"),
                            ("aftercare", "After-care of equipment"),
                            ("cost", "Cost"),
                            ("capacity", "Capacity"),
                            ("value", "Value"),
                            ("eligibility", "Eligibility"),
                            ("languages", "Languages of delivery"),
                            ("channel", "Channel"),
                            ("conditions", "Conditions"),
                        ],
                        max_length=20,
                        verbose_name="asks for",
                    ),
                ),
                ("weight", models.FloatField(verbose_name="weight")),
                ("words_share", models.FloatField(verbose_name="share that words alone earn")),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="coaching.ruleset",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ruleset", "record_kind", "code"),
                        name="a_version_asks_once_for_a_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="a_rule_weighs_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words_share__gte", 0), ("words_share__lte", 1)),
                        name="words_earn_a_share_of_a_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Specificity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_kind", models.CharField(max_length=20)),
                ("record_id", models.BigIntegerField()),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("parts", models.JSONField(default=list)),
                ("vague", models.JSONField(default=list)),
                ("computed_at", models.DateTimeField(verbose_name="computed")),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="coaching.ruleset",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a record",
                "verbose_name_plural": "scores of records",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_kind", "record_id", "ruleset"),
                        name="a_version_scores_a_record_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ("name_en", models.CharField(max_length=250, verbose_name="name in English")),
                (
                    "name_fr",
                    models.CharField(blank=True, max_length=250, verbose_name="name in French"),
                ),
                (
                    "name_es",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Spanish"),
                ),
                (
                    "name_ar",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Arabic"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Russian"),
                ),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=250, verbose_name="name in Chinese"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("quantity", models.PositiveIntegerField(verbose_name="quantity")),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("low", models.PositiveIntegerField(verbose_name="from, US dollars a unit")),
                ("high", models.PositiveIntegerField(verbose_name="to, US dollars a unit")),
                (
                    "entry",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="coaching.catalogueentry",
                    ),
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
            ],
            options={
                "verbose_name": "line of the costed catalogue",
                "verbose_name_plural": "lines of the costed catalogue",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "name_en"), name="an_entry_names_a_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("high__gte", models.F("low"))),
                        name="a_range_goes_from_low_to_high",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_kind", models.CharField(max_length=20)),
                ("record_id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("quantity", "Quantity"),
                            ("unit", "Unit"),
                            ("institution", "Beneficiary institution"),
                            ("place", "Place"),
                            ("window", "Window"),
                            ("goal", "Baseline and target"),
                            ("result", "Expected result"),
                            ("plan", "National plan"),
                            ("language", "Working language"),
                            ("aftercare", "After-care of equipment"),
                            ("cost", "Cost"),
                            ("capacity", "Capacity"),
                            ("value", "Value"),
                            ("eligibility", "Eligibility"),
                            ("languages", "Languages of delivery"),
                            ("channel", "Channel"),
                            ("conditions", "Conditions"),
                        ],
                        max_length=20,
                        verbose_name="rule",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rule set aside",
                "verbose_name_plural": "rules set aside",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_kind", "record_id", "code"), name="a_rule_is_set_aside_once"
                    )
                ],
            },
        ),
    ]
