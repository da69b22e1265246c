"""Comments: among colleagues, with mentions, never seen outside."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.notifications.models import Notification
from matchmaking.errors import DomainError
from matchmaking.writing import records, services
from matchmaking.writing.notices import MENTIONED
from matchmaking.writing.signals import colleague_mentioned
from matchmaking.writing.traces import LONGEST_COMMENT, Comment
from tests import cast
from tests.writing import making

pytestmark = pytest.mark.django_db
SECRET = "The minister hesitates"


@pytest.fixture
def need(amina, ali, vera):
    return making.draft("need")


def say(need, person, text):
    return services.add_comment(records.kind_of(need), record=need, text=text, actor=person)


def test_a_comment_tells_the_colleague_it_mentions_once(need, amina, ali, vera):
    comment = say(need, amina, "@Ali and @Vera, is this right?")
    told = Notification.objects.filter(kind="colleague_mentioned")
    assert {row.user for row in told} == {ali, vera}
    services.edit_comment(
        records.kind_of(need), record=need, pk=comment.pk, text="@Ali: is this it?", actor=amina
    )
    assert told.count() == 2
    assert list(comment.mentioned.all()) == [ali]


def test_a_mention_is_announced_with_ids_after_the_commit(
    need, amina, ali, django_capture_on_commit_callbacks
):
    heard = []

    def listen(**said):
        heard.append((said["comment_id"], said["user_ids"], said["actor_id"]))

    colleague_mentioned.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        comment = say(need, amina, "@Ali, please. @Amina knows.")
    colleague_mentioned.disconnect(listen)
    assert heard == [(comment.pk, [ali.pk], amina.pk)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  ", "Write your comment first."),
        ("@Boris, look", "Nobody of Kenya is called “@Boris”."),
        ("x" * (LONGEST_COMMENT + 1), "at most"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_reason(need, amina, boris, text, reason):
    with pytest.raises(DomainError, match=reason):
        say(need, amina, text)
    assert not Comment.objects.exists()


def test_two_colleagues_of_one_name_are_told_apart(need, amina, ali, vera):
    vera.full_name = "Ali Vera"
    vera.save()
    with pytest.raises(DomainError, match="Several colleagues are called “@Ali”"):
        say(need, amina, "@Ali, which?")
    assert [*say(need, amina, "@Ali Vera, you").mentioned.all()] == [vera]


@pytest.mark.parametrize("name", ["boris", "dina", "sofia", "elena", "omar"])
def test_nobody_outside_the_organisation_comments_or_sees_comments(visit, name, amina):
    need = making.MAKING["need"].published()
    comment = say(need, amina, SECRET)
    outsider = cast.join(name)
    with pytest.raises(PermissionDenied):
        say(need, outsider, "Hello")
    client = visit(outsider)
    for page in ("detail", "print"):
        assert SECRET not in client.get(making.page(page, need)).content.decode()
    assert client.get(making.beside("comments", need)).status_code == 403
    done = {"done": "1"}
    assert client.post(making.beside("resolve_comment", need, comment.pk), done).status_code == 403


def test_colleagues_see_a_comment_on_the_record_and_its_own_page(visit, need, amina, vera):
    say(need, amina, f"{SECRET}, @Vera")
    for address in (making.page("detail", need), making.beside("comments", need)):
        text = visit(vera).get(address).content.decode()
        assert SECRET in text
        assert "<strong>@Vera</strong>" in text


def test_a_comment_is_written_on_its_page_and_nothing_typed_is_lost(visit, need, amina):
    client, address = visit(amina), making.beside("comments", need)
    refused = client.post(address, {"text": "@Nobody, look <b>here</b>"})
    text = refused.content.decode()
    assert "Nobody of Kenya is called" in text
    assert "@Nobody, look &lt;b&gt;here&lt;/b&gt;" in text
    assert client.post(address, {"text": "Look here"}).status_code == 302
    assert Comment.objects.get().text == "Look here"


def test_only_the_author_edits_and_deletes_a_comment(visit, need, amina, ali):
    comment = say(need, amina, "First")
    edit = making.beside("edit_comment", need, comment.pk)
    delete = making.beside("delete_comment", need, comment.pk)
    assert visit(ali).post(edit, {"text": "Other"}).status_code == 403
    assert visit(ali).post(delete).status_code == 403
    visit(amina).post(edit, {"text": "Second"})
    comment.refresh_from_db()
    assert (comment.text, bool(comment.edited_at)) == ("Second", True)
    visit(amina).post(delete)
    assert not Comment.objects.exists()


def test_any_colleague_resolves_a_comment_and_opens_it_again(visit, need, amina, vera):
    comment = say(need, amina, SECRET)
    resolve = making.beside("resolve_comment", need, comment.pk)
    visit(vera).post(resolve, {"done": "1"})
    comment.refresh_from_db()
    assert comment.resolved_by == vera
    assert SECRET not in visit(amina).get(making.page("detail", need)).content.decode()
    visit(amina).post(resolve)
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


def test_a_comment_of_another_record_is_not_found(visit, need, amina):
    other = making.draft("need")
    comment = say(other, amina, "Elsewhere")
    address = making.beside("delete_comment", need, comment.pk)
    assert visit(amina).post(address).status_code == 404


def test_who_has_left_the_organisation_reads_no_mention_of_it(need, amina, ali):
    comment = say(need, amina, "@Ali, look")
    assert list(MENTIONED.known(cast.join("ali"), [comment.pk])) == [comment.pk]
    ali.memberships.all().delete()
    assert list(MENTIONED.known(cast.join("boris"), [comment.pk])) == []


def test_the_page_takes_as_many_queries_for_eleven_comments_as_for_one(
    visit, need, amina, django_assert_max_num_queries
):
    say(need, amina, "@Ali, one")
    client, address = visit(amina), making.beside("comments", need)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(10):
        say(need, amina, f"@Vera, {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
