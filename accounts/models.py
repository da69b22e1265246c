"""People, organisations, and who speaks for whom."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role


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

    _memberships: "tuple[Membership, ...]"  # read once per request, by the selectors

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name or self.email

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
