"""Lessons for the tests, made through their services."""

from django.utils import timezone

from matchmaking.evaluation import shipped
from matchmaking.evaluation.models import Evaluation, Publication
from matchmaking.lessons import services
from matchmaking.lessons.models import Lesson
from tests import cast

TODAY = timezone.localdate()


def fields(**changes):
    complete = {
        "title": "Train the trainers before the machines arrive",
        "kind": "did_not",
        "language": "en",
        "happened": "The marking machines stood unused for a year.",
        "reason": "Nobody had been trained to use them.",
        "advice": "Plan the training of operators before the delivery of marking machines.",
        "audiences": ["recipient"],
        "themes": ["MRK.03"],
        "kinds": ["EQP.MARK"],
        "countries": ["UGA"],
        "regions": [],
        "circumstances": ["few_staff"],
        "context": "",
    }
    return complete | changes


def draft(author="elena", **changes):
    known = {
        name: changes.pop(name) for name in ("undertaking_id", "evaluation_id") & changes.keys()
    }
    return services.write_lesson(actor=cast.join(author), **known, **fields(**changes))


def published(**changes):
    return fresh(services.publish_lesson(lesson_id=draft(**changes).pk, actor=cast.join("sofia")))


def withdrawn(**changes):
    lesson = published(**changes)
    services.withdraw_lesson(lesson_id=lesson.pk, actor=cast.join("sofia"), reason="Out of date.")
    return fresh(lesson)


def fresh(lesson):
    return Lesson.objects.get(pk=lesson.pk)


def evaluation(undertaking, points=4, status="published", **answers):
    """Write a published evaluation as rows; `answers` change points, or take a criterion out."""
    author = cast.join("elena")
    row = Evaluation.objects.create(
        undertaking=undertaking,
        number=f"EV-{Evaluation.objects.count() + 1}",
        title="Evaluation of the marking",
        purpose="To learn from it.",
        score_by=TODAY,
        comment_until=TODAY,
        rule=shipped.active_rule(),
        is_sampled=False,
        status=status,
        planned_by=author,
        finished_at=timezone.now(),
    )
    if status == "published":
        _publish(row, author, points, answers)
    return row


def _publish(row, author, points, answers):
    scored = {"adequacy": points, "effectiveness": points, "sustainability": 3} | answers
    criteria = [
        {
            "code": code,
            "scale": "likelihood" if code == "sustainability" else "six",
            "most": 4 if code == "sustainability" else 6,
            "answer": "score" if isinstance(said, int) else said,
            "points": said if isinstance(said, int) else None,
            "is_withheld": said is None,
        }
        for code, said in scored.items()
    ]
    contents = {
        "criteria": criteria,
        "country": "KEN",
        "timing": "closure",
        "finished_on": TODAY.isoformat(),
    }
    Publication.objects.create(
        evaluation=row,
        title=row.title,
        contents=contents,
        words=row.title,
        published_by=author,
    )


def records_for_the_table():
    """Make what the table of addresses names; elena wrote them all."""
    return {
        "lesson": published(),
        "draft-lesson": draft(title="A draft"),
        "withdrawn-lesson": withdrawn(title="Withdrawn"),
    }
