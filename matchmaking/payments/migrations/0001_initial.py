import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="number")),
                ("amount_minor", models.BigIntegerField(verbose_name="approved")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("agreed", "Approved, to be signed"),
                            ("running", "Running"),
                            ("suspended", "Suspended"),
                            ("closed", "Closed"),
                        ],
                        default="agreed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="approved at")),
                (
                    "signed_on",
                    models.DateField(editable=False, null=True, verbose_name="signed by both"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "indexes": [models.Index(fields=["status", "ends_on"], name="projects_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["agreed", "running", "suspended", "closed"])
                        ),
                        name="a_project_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)),
                        name="a_project_is_given_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["agreed", "closed"]),
                            ("signed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_running_project_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="a_project_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expenditure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(max_length=40, verbose_name="line of the budget")),
                ("line_words", models.CharField(max_length=300, verbose_name="words of the line")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("spent_on", models.DateField(verbose_name="spent on")),
                ("words", models.TextField(verbose_name="what for")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("entered", "Waits for the fund"),
                            ("accepted", "Accepted"),
                            ("returned", "Sent back"),
                        ],
                        default="entered",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenditures",
                        to="payments.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "expenditure",
                "verbose_name_plural": "expenditures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["entered", "accepted", "returned"])),
                        name="an_expenditure_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)),
                        name="an_expenditure_is_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_accepts_their_own_expenditure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True)),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("words", models.TextField(blank=True, verbose_name="what for")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                        verbose_name="bank document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.project",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)), name="a_refund_is_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("interim", "Interim"), ("final", "Final")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[("narrative", "Narrative"), ("financial", "Financial")],
                        max_length=10,
                        verbose_name="matter",
                    ),
                ),
                ("first_due_on", models.DateField(verbose_name="due at first")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("received", "Received"),
                            ("returned", "Sent back"),
                            ("accepted", "Accepted"),
                            ("skipped", "Not asked for"),
                        ],
                        default="due",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.TextField(blank=True, verbose_name="words with the report")),
                (
                    "received_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="received"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="accepted"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="payments.project",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report due",
                "verbose_name_plural": "reports due",
                "indexes": [models.Index(fields=["status", "due_on"], name="reports_due_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["due", "received", "returned", "accepted", "skipped"])
                        ),
                        name="a_report_due_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["received", "accepted"]), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="a_report_received_is_there",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "number"), name="reports_due_are_numbered"
                    ),
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
                        choices=[("fund", "Fund"), ("implementer", "Implementer")],
                        max_length=12,
                        verbose_name="side",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="signed by")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="payments.project",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "signature of a funding agreement",
                "verbose_name_plural": "signatures of funding agreements",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "side"), name="a_side_signs_the_funding_agreement_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tranche",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                (
                    "tie",
                    models.CharField(
                        choices=[
                            ("signature", "the funding agreement is signed"),
                            ("condition", "all conditions are met"),
                            ("report", "a report is accepted"),
                        ],
                        max_length=10,
                        verbose_name="paid when",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="not before")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tranches",
                        to="payments.project",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tranches",
                        to="payments.reportdue",
                        verbose_name="report it waits for",
                    ),
                ),
            ],
            options={
                "verbose_name": "tranche",
                "verbose_name_plural": "tranches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)), name="a_tranche_is_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("report__isnull", False), ("tie", "report")),
                            models.Q(models.Q(("tie", "report"), _negated=True), ("report", None)),
                            _connector="OR",
                        ),
                        name="a_tranche_names_the_report_it_waits_for",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "number"), name="tranches_are_numbered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "needs_approval",
                    models.BooleanField(default=True, verbose_name="needs a second person"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved by a second person"),
                            ("paid", "Paid"),
                            ("returned", "Sent back"),
                            ("stopped", "Stopped"),
                        ],
                        default="prepared",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="prepared")),
                (
                    "approved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="approved"),
                ),
                ("paid_at", models.DateTimeField(editable=False, null=True, verbose_name="paid")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                        verbose_name="bank document",
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="payments.project",
                    ),
                ),
                (
                    "tranche",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="payments.tranche",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "indexes": [
                    models.Index(fields=["status", "prepared_at"], name="payments_by_status")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["prepared", "approved", "paid", "returned", "stopped"])
                        ),
                        name="a_payment_has_a_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_their_own_payment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "paid"), _negated=True),
                            ("needs_approval", False),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="a_payment_above_the_limit_has_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["prepared", "approved", "paid"])),
                        fields=("tranche",),
                        name="a_tranche_is_paid_once",
                    ),
                ],
            },
        ),
    ]
