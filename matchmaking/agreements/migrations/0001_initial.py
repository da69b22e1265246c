import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("introductions", "0001_initial"),
        ("matching", "0003_reason"),
        ("needs", "0007_need_confirmed_at"),
        ("offers", "0005_merged_into"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("terms", models.TextField(blank=True, verbose_name="what else is agreed")),
                (
                    "language",
                    models.CharField(default="en", max_length=5, verbose_name="written in"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Signed by one side"),
                            ("signed", "Signed by both sides"),
                            ("fulfilled", "Fulfilled"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="signed by one side"
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="signed by both sides"
                    ),
                ),
                (
                    "fulfilled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="fulfilled"),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                (
                    "reason_words",
                    models.TextField(blank=True, editable=False, verbose_name="reason in words"),
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
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="introductions.introduction",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "indexes": [
                    models.Index(fields=["status", "signed_at"], name="agreements_by_status")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "proposed", "signed", "fulfilled", "ended"])
                        ),
                        name="an_agreement_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "proposed", "signed"))),
                        fields=("introduction",),
                        name="an_introduction_has_one_agreement_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                (
                    "taken",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="taken from the offer"
                    ),
                ),
                (
                    "amount_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="delivered from"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="delivered until"),
                ),
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
                        verbose_name="how it is given",
                    ),
                ),
                (
                    "deliverer",
                    models.CharField(blank=True, max_length=250, verbose_name="who delivers"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "need_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="needs.needline",
                        verbose_name="part of the request",
                    ),
                ),
                (
                    "offer_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.offerline",
                        verbose_name="part of the offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of an agreement",
                "verbose_name_plural": "lines of an agreement",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0),
                            models.Q(("amount_minor__isnull", False), ("quantity", None)),
                            _connector="OR",
                        ),
                        name="agreementlines_count_or_pay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken__gt", 0)), name="agreementlines_take_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_minor", None),
                            models.Q(
                                ("amount_minor__gt", 0), models.Q(("currency", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="agreementlines_name_the_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="agreementlines_end_after_they_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("why", models.TextField(verbose_name="why")),
                ("terms", models.TextField(blank=True, verbose_name="what else is agreed")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for the other side"),
                            ("signed", "In force"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changes", models.JSONField(default=list, editable=False)),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="proposed")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                ("answer", models.TextField(blank=True, editable=False, verbose_name="answer")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "signed", "declined", "withdrawn"])
                        ),
                        name="an_amendment_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("agreement",),
                        name="an_agreement_is_amended_once_at_a_time",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "number"), name="amendments_are_numbered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                (
                    "taken",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="taken from the offer"
                    ),
                ),
                (
                    "amount_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="delivered from"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="delivered until"),
                ),
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
                        verbose_name="how it is given",
                    ),
                ),
                (
                    "deliverer",
                    models.CharField(blank=True, max_length=250, verbose_name="who delivers"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="agreements.amendment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.agreementline",
                    ),
                ),
                (
                    "need_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="needs.needline",
                        verbose_name="part of the request",
                    ),
                ),
                (
                    "offer_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.offerline",
                        verbose_name="part of the offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of an amendment",
                "verbose_name_plural": "lines of an amendment",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0),
                            models.Q(("amount_minor__isnull", False), ("quantity", None)),
                            _connector="OR",
                        ),
                        name="amendmentlines_count_or_pay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken__gt", 0)), name="amendmentlines_take_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_minor", None),
                            models.Q(
                                ("amount_minor__gt", 0), models.Q(("currency", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="amendmentlines_name_the_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="amendmentlines_end_after_they_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="stated by",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="delivered so far, in all",
                    ),
                ),
                (
                    "amount_minor",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="paid so far, in all"
                    ),
                ),
                ("on", models.DateField(verbose_name="last delivered on")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("stated_at", models.DateTimeField(auto_now_add=True, verbose_name="stated")),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="agreements.agreementline",
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "statement of delivery",
                "verbose_name_plural": "statements of delivery",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_minor", None), ("quantity__gte", 0)),
                            models.Q(("amount_minor__gte", 0), ("quantity", None)),
                            _connector="OR",
                        ),
                        name="a_delivery_is_counted_or_paid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("recipient", "The side that asks for assistance"),
                            ("giver", "The side that gives assistance"),
                        ],
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("online", "on this site"), ("letter", "by letter")],
                        default="online",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="signed by")),
                ("signed_at", models.DateTimeField(auto_now_add=True, verbose_name="signed")),
                (
                    "voided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="void since"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="agreements.amendment",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("amendment", None), ("voided_at", None)),
                        fields=("agreement", "side"),
                        name="a_side_signs_an_agreement_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("amendment__isnull", False), ("voided_at", None)),
                        fields=("amendment", "side"),
                        name="a_side_signs_an_amendment_once",
                    ),
                ],
            },
        ),
    ]
