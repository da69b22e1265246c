import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import matchmaking.vocabulary.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people_and_access"),
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("documents", "0001_initial"),
        ("funds", "0001_initial"),
        ("vocabulary", "0004_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1000", "Money in the bank"),
                            ("1100", "Pledged and not yet received"),
                            ("2000", "Committed to projects and not yet paid"),
                            ("2100", "Pledges, counter account"),
                            ("3000", "Contributions received, earmarked"),
                            ("3100", "Contributions received, not earmarked"),
                            ("3200", "Set aside for projects"),
                            ("3300", "Paid to projects"),
                            ("3400", "Refunded by projects"),
                            ("3500", "Fees"),
                            ("3600", "Returned to contributors"),
                            ("4000", "Exchange gains"),
                            ("4100", "Exchange losses"),
                            ("6000", "Spent by projects"),
                            ("6100", "Spent by projects, counter account"),
                            ("9000", "Exchange between currencies"),
                        ],
                        max_length=4,
                        verbose_name="account",
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="applications.application",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="funds.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
            },
        ),
        migrations.CreateModel(
            name="Balance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minor", models.BigIntegerField(default=0)),
                ("reporting_minor", models.BigIntegerField(default=0)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balance",
                        to="ledger.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "balance of an account",
                "verbose_name_plural": "balances of accounts",
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0, editable=False)),
                ("seal", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "faults",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=matchmaking.vocabulary.models.LegibleEncoder,
                    ),
                ),
                (
                    "checked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="checked"),
                ),
                (
                    "fund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="book",
                        to="funds.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "book of a fund",
                "verbose_name_plural": "books of funds",
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pledged_minor", models.BigIntegerField(editable=False, verbose_name="pledged")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("pledged_on", models.DateField(verbose_name="pledged on")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=120, verbose_name="reference"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="funds.call",
                        verbose_name="call for proposals",
                    ),
                ),
                (
                    "countries",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.country", verbose_name="States"
                    ),
                ),
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="accounts.organisation",
                        verbose_name="contributor",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="funds.fund",
                    ),
                ),
                (
                    "regions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.region", verbose_name="regions"
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="vocabulary.theme", verbose_name="themes"
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pledged_minor__gte", 0)),
                        name="a_pledge_is_not_below_zero",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="ledger.contribution",
            ),
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
                ("number", models.PositiveBigIntegerField(verbose_name="number")),
                ("key", models.CharField(max_length=120, verbose_name="request key")),
                (
                    "asked",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("pledge", "Contribution pledged"),
                            ("reduce_pledge", "Pledge reduced"),
                            ("receive", "Contribution received"),
                            ("earmark", "Earmark changed"),
                            ("fee", "Fee charged"),
                            ("commit", "Committed to a project"),
                            ("release", "Commitment released"),
                            ("disburse", "Paid to a project"),
                            ("spend", "Expenditure accounted for"),
                            ("refund", "Refunded by a project"),
                            ("give_back", "Returned to the contributor"),
                            ("revalue", "Revalued at the rates of the day"),
                            ("reverse", "Reversed"),
                        ],
                        max_length=20,
                        verbose_name="cause",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="entered")),
                ("booked_on", models.DateField(verbose_name="booked on")),
                (
                    "rates",
                    models.JSONField(
                        default=dict, encoder=matchmaking.vocabulary.models.LegibleEncoder
                    ),
                ),
                ("seal", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="applications.application",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="ledger.contribution",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="funds.fund",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="ledger.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "verbose_name_plural": "postings",
                "indexes": [
                    models.Index(fields=["fund", "booked_on", "number"], name="postings_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fund", "number"), name="postings_are_numbered"
                    ),
                    models.UniqueConstraint(fields=("fund", "key"), name="a_key_posts_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                [
                                    "pledge",
                                    "reduce_pledge",
                                    "receive",
                                    "earmark",
                                    "fee",
                                    "commit",
                                    "release",
                                    "disburse",
                                    "spend",
                                    "refund",
                                    "give_back",
                                    "revalue",
                                    "reverse",
                                ],
                            )
                        ),
                        name="a_posting_has_a_known_cause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                (
                    "reporting_minor",
                    models.BigIntegerField(verbose_name="amount in the fund's currency"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledger.account",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledger.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_minor", 0), ("reporting_minor", 0), _negated=True
                        ),
                        name="an_entry_is_not_nothing",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["fund", "kind"], name="accounts_of_a_fund"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "1000",
                            "1100",
                            "2000",
                            "2100",
                            "3000",
                            "3100",
                            "3200",
                            "3300",
                            "3400",
                            "3500",
                            "3600",
                            "4000",
                            "4100",
                            "6000",
                            "6100",
                            "9000",
                        ],
                    )
                ),
                name="an_account_is_in_the_chart",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("application", None)),
                fields=("contribution", "kind", "currency"),
                name="a_contribution_has_an_account_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("application__isnull", False)),
                fields=("contribution", "kind", "currency", "application"),
                name="a_project_has_an_account_once",
            ),
        ),
    ]
