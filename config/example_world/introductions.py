"""A few introductions in different states, and what two parties say to each other."""

import datetime
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Organisation, User
from config.example_world import people
from matchmaking.clearance import services as clearance
from matchmaking.clearance.services import Evidence
from matchmaking.introductions import services
from matchmaking.introductions.models import Introduction
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

DATA = Path(__file__).parent / "data" / "introductions.json"
SHOWN = Evidence(words="Read in the papers of this invented case.", reference="EX-2026-1")


def build_introductions() -> Iterator[Introduction]:
    """Make the introductions of the data that are missing, by the way real ones take."""
    for row in json.loads(DATA.read_text(encoding="utf-8"))["introductions"]:
        need = Need.objects.filter(title=row["need"], status="published").first()
        offer = Offer.objects.filter(title=row["offer"], status="published").first()
        tries = Introduction.objects.filter(need=need, offer=offer)
        if need and offer and not tries.exists():
            yield _Case(need, offer, row).build()


def build_case(need: Need, offer: Offer, row: dict[str, Any]) -> Introduction:
    """Bring two records together as far as `row` says, by the way real ones take."""
    introduction = _Case(need, offer, row).build()
    introduction.refresh_from_db()
    return introduction


class _Case:
    """One introduction on its way to the state that the data names."""

    def __init__(self, need: Need, offer: Offer, row: dict[str, Any]) -> None:
        self.need, self.offer, self.row = need, offer, row
        self.people = {
            "recipient": people.speaker(need.organisation, Role.FOCAL_POINT),
            "giver": _giver(offer.organisation),
            "broker": people.speaker(people.organisation(people.SECRETARIAT), Role.BROKER),
        }

    def build(self) -> Introduction:
        """Propose it, and go on as far as the data says."""
        introduction = services.propose_introduction(
            need_id=self.need.pk,
            offer_id=self.offer.pk,
            actor=self.people[self.row["by"]],
            message=self.row["message"],
        )
        self.pk = introduction.pk
        for name in self.row.get("accept", ()):
            services.accept_introduction(introduction_id=self.pk, actor=self.people[name])
        if "decline" in self.row:
            actor = self.people["recipient" if self.row["by"] == "giver" else "giver"]
            services.decline_introduction(
                introduction_id=self.pk, actor=actor, reason_code=self.row["decline"]
            )
        if "said" in self.row:
            self._introduce()
            self._talk()
        return introduction

    def _introduce(self) -> None:
        checklist = clearance.open_checks(need_id=self.need.pk, offer_id=self.offer.pk)
        for check in checklist.checks.asked().select_related("rule"):
            actor = self.people[check.rule.cleared_by]
            clearance.clear_check(check_id=check.pk, actor=actor, evidence=SHOWN)
        services.introduce_parties(introduction_id=self.pk, actor=self.people["broker"])

    def _talk(self) -> None:
        for said in self.row["said"]:
            actor, words = self.people[said["by"]], said["text"]
            ways = {"ask": self._ask, "answer": self._answer, "fact": self._fact}
            ways.get(said.get("as", ""), self._post)(actor, words, said)

    def _post(self, actor: User, words: str, said: dict[str, Any]) -> None:
        files = []
        if "file" in said:
            content = ContentFile(said["file"]["text"].encode(), said["file"]["name"])
            files.append(services.NewFile(content, said["file"]["title"]))
        services.post_message(
            introduction_id=self.pk,
            actor=actor,
            key=uuid.uuid4(),
            text=words,
            language="en",
            files=files,
        )

    def _ask(self, actor: User, words: str, said: dict[str, Any]) -> None:
        self.question = services.ask_question(
            introduction_id=self.pk,
            actor=actor,
            key=uuid.uuid4(),
            text=words,
            due_on=timezone.localdate() + datetime.timedelta(days=said["days"]),
            time_zone=said["zone"],
            language="en",
        )

    def _answer(self, actor: User, words: str, _said: dict[str, Any]) -> None:
        services.answer_question(
            question_id=self.question.pk, actor=actor, key=uuid.uuid4(), text=words, language="en"
        )

    def _fact(self, actor: User, words: str, said: dict[str, Any]) -> None:
        fact = services.propose_fact(
            introduction_id=self.pk, actor=actor, text=words, language="en"
        )
        if said.get("confirmed"):
            other = "giver" if said["by"] == "recipient" else "recipient"
            services.confirm_fact(fact_id=fact.pk, actor=self.people[other])


def _giver(place: Organisation) -> User:
    is_fund = place.kind == "fund"
    return people.speaker(place, Role.FUND_ADMINISTRATOR if is_fund else Role.PROGRAMME_OFFICER)
