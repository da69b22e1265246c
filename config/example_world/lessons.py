"""A few lessons: what worked and what did not, in three languages, one of them withdrawn."""

import json
from collections.abc import Iterator
from pathlib import Path

from accounts.choices import Role
from config.example_world import people
from matchmaking.lessons import services
from matchmaking.lessons.models import Lesson

DATA = Path(__file__).parent / "data" / "lessons.json"
WITHDRAWN_BECAUSE = "The machines it speaks of are no longer made."


def build_lessons() -> Iterator[Lesson]:
    """Write and publish the lessons that are not there yet; compute what lasted."""
    broker = people.speaker(people.organisation(people.SECRETARIAT), Role.BROKER)
    for said in json.loads(DATA.read_text(encoding="utf-8")):
        if Lesson.objects.filter(title=said["title"]).exists():
            continue
        state = said.pop("state")
        lesson = services.write_lesson(actor=broker, **said)
        if state in ("published", "withdrawn"):
            services.publish_lesson(lesson_id=lesson.pk, actor=broker)
        if state == "withdrawn":
            services.withdraw_lesson(lesson_id=lesson.pk, actor=broker, reason=WITHDRAWN_BECAUSE)
        yield lesson
    services.renew_approaches()
    services.renew_track_records()
