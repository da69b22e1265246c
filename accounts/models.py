"""People, organisations, and who speaks for whom."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import InvitationStatus, OrganisationKind, RequestStatus, Role
from accounts.querysets import AccessRequestQuerySet, InvitationQuerySet
from files.private import private_storage, stored_name


class UserManager(BaseUserManager["User"]):
    """Make people, known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who signs in with `email`."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who may do everything in the CMS admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from their memberships, never from this row."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_staff = models.BooleanField(_("may enter the CMS admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    # An erased person's row stays, so that histories keep their author without a name.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    erased_from = models.CharField(_("spoke for"), max_length=300, blank=True, editable=False)

    _memberships: "tuple[Membership, ...]"  # read once per request, by the selectors

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.shown_name_after_erasure if self.erased_at else self.full_name or self.email

    @property
    def shown_name_after_erasure(self) -> str:
        """What histories say of somebody who erased themselves."""
        if not self.erased_from:
            return gettext("former user")
        return gettext("former member of %(organisation)s") % {"organisation": self.erased_from}

    def get_full_name(self) -> str:
        """Return the name that others see."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the name for a greeting."""
        return self.full_name or self.email


class Organisation(models.Model):
    """A State, donor, body, NGO, fund or the secretariat: the one that asks, gives or brokers.

    `country_code` (ISO 3166-1 alpha-3) and `body_code` name the row of the vocabulary that
    this organisation stands for; accounts itself knows nothing of the vocabulary.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    country_code = models.CharField(_("country code"), max_length=3, blank=True)
    body_code = models.CharField(_("body code"), max_length=20, blank=True)
    gives_assistance = models.BooleanField(_("gives assistance"), default=False)
    receives_assistance = models.BooleanField(_("receives assistance"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values),
                name="an_organisation_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=OrganisationKind.STATE) | ~models.Q(country_code=""),
                name="a_state_names_its_country",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person is in an organisation. One person may hold several, in several."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="a_role_is_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="a_membership_has_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()}, {self.organisation}"


class Invitation(models.Model):
    """A role offered to whoever reads an e-mail address, good until a day.

    Only a fingerprint of the secret in the link is kept: who reads the database cannot accept.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    language = models.CharField(_("language of the e-mail"), max_length=10, blank=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=InvitationStatus.choices,
        default=InvitationStatus.OPEN,
        editable=False,
    )
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("good until"), editable=False)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="accepted_invitations"
    )
    closed_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=InvitationStatus.values),
                name="an_invitation_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=models.Q(status=InvitationStatus.OPEN),
                name="a_role_is_offered_once_to_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} - {self.get_role_display()}, {self.organisation}"

    @property
    def is_expired(self) -> bool:
        """Whether nobody answered in time."""
        return self.status == InvitationStatus.OPEN and self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted now."""
        return self.status == InvitationStatus.OPEN and not self.is_expired

    @property
    def shown_status(self) -> tuple[str, str]:
        """The status as a value for its colour and a word."""
        if self.is_expired:
            return "expired", gettext("Expired")
        return self.status, str(self.get_status_display())


class AccessRequest(models.Model):
    """Somebody asks to speak for an organisation, and shows a letter that says so."""

    user = models.ForeignKey(User, models.PROTECT, related_name="access_requests")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="access_requests")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    message = models.TextField(_("message"), blank=True)
    proof = models.FileField(_("proof"), storage=private_storage, upload_to=stored_name, blank=True)
    proof_name = models.CharField(_("file name"), max_length=255, blank=True)
    proof_sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=RequestStatus.choices,
        default=RequestStatus.WAITING,
        editable=False,
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=RequestStatus.values),
                name="a_request_for_access_has_a_known_status",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=models.Q(status=RequestStatus.WAITING),
                name="a_role_is_asked_for_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()}, {self.organisation}"


class ContactPoint(models.Model):
    """The national point of contact: the office is public, the person is for members only."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="contact_point", primary_key=True
    )
    office = models.CharField(_("office"), max_length=200, blank=True)
    person = models.CharField(_("person"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("national point of contact")
        verbose_name_plural = _("national points of contact")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.office}"


class Device(models.Model):
    """A browser from which a person has signed in; known by a cookie, of which a print is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    key_hash = models.CharField(max_length=64, editable=False)
    name = models.CharField(_("name"), max_length=100)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.UniqueConstraint(fields=["user", "key_hash"], name="a_device_is_known_once")
        ]

    def __str__(self) -> str:
        return self.name
