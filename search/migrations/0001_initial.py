import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexGeneration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=40, verbose_name="type")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("building", "being built"),
                            ("live", "searched"),
                            ("retired", "replaced"),
                        ],
                        default="building",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("engine", models.CharField(max_length=40, verbose_name="engine")),
                (
                    "analyser_version",
                    models.CharField(max_length=80, verbose_name="version of the analyser"),
                ),
                ("changes", models.BigIntegerField(default=0, editable=False)),
                ("scanned_to", models.BigIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "live_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="searched since"
                    ),
                ),
            ],
            options={
                "verbose_name": "generation of the index",
                "verbose_name_plural": "generations of the index",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["building", "live", "retired"])),
                        name="a_generation_has_a_known_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "live")),
                        fields=("type",),
                        name="one_live_generation_of_a_type",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "building")),
                        fields=("type",),
                        name="one_generation_is_built",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=40, verbose_name="type")),
                ("object_id", models.BigIntegerField(verbose_name="record")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "retry_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next attempt"),
                ),
                ("has_failed", models.BooleanField(default=False, verbose_name="given up")),
                ("error", models.TextField(blank=True, verbose_name="last error")),
            ],
            options={
                "verbose_name": "change to be indexed",
                "verbose_name_plural": "changes to be indexed",
                "indexes": [models.Index(fields=["type", "object_id"], name="changes_of_a_record")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=64, verbose_name="word")),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="search.indexgeneration",
                    ),
                ),
            ],
            options={
                "verbose_name": "word of the index",
                "verbose_name_plural": "words of the index",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("generation", "word"), name="a_word_is_learnt_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermDeletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=8)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletions",
                        to="search.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "shortened word",
                "verbose_name_plural": "shortened words",
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.BigIntegerField(verbose_name="record")),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("title_tokens", models.TextField(blank=True)),
                ("body_tokens", models.TextField(blank=True)),
                ("concept_tokens", models.TextField(blank=True)),
                ("length", models.PositiveIntegerField(default=0, verbose_name="number of tokens")),
                ("facets", models.JSONField(default=dict, verbose_name="facets")),
                ("sort_keys", models.JSONField(default=dict, verbose_name="sort keys")),
                ("visibility", models.JSONField(default=list, verbose_name="who may know of it")),
                ("boost", models.FloatField(default=1.0, verbose_name="boost")),
                ("revision", models.BigIntegerField(default=0, verbose_name="revision")),
                ("changed", models.BigIntegerField(default=0)),
                ("is_deleted", models.BooleanField(default=False, verbose_name="removed")),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="search.indexgeneration",
                    ),
                ),
            ],
            options={
                "verbose_name": "document of the index",
                "verbose_name_plural": "documents of the index",
                "indexes": [
                    models.Index(fields=["generation", "changed"], name="documents_changed_since")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("generation", "object_id"), name="a_record_is_indexed_once"
                    )
                ],
            },
        ),
    ]
