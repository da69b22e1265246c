"""Two people commit the last unit at the same moment, in two processes, on a real database.

What is committed here is seen by other processes, so this works on a copy of the test database.
"""

import json

import pytest

from matchmaking.vocabulary.models import Kind
from tests.copies import copy, start  # noqa: F401 (the fixture is found by its name)

pytestmark = pytest.mark.slow

ROUNDS = 2
# Nothing is matched here: that would only let the processes wait for each other.
SETUP = """
import django; django.setup()
from matchmaking.matching import tasks
tasks.match_need.delay = tasks.match_offer.delay = lambda pk: None
"""
PREPARE = f"""
import json
from tests import cast
from tests.agreements import making
from tests.needs import making as needs
from tests.offers import making as offers
for name in ("amina", "boris", "dina", "sofia"):
    cast.join(name)
pairs = []
for round in range({ROUNDS}):
    offer = offers.published(lines=[offers.line(capacity=1)])
    for author in ("amina", "boris"):
        need = needs.published(author=cast.join(author))
        agreement = making.draft(introduction=making.talking(need, offer), quantity=1)
        making.services.sign_agreement(agreement_id=agreement.pk, actor=cast.join("dina"))
        pairs.append(agreement.pk)
need = needs.published(lines=[needs.line(quantity=1)])
for number in (1, 2):
    offer = offers.published(author=making.donor(number))
    agreement = making.proposed(introduction=making.talking(need, offer), quantity=1)
    pairs.append(agreement.pk)
print(json.dumps([pairs[0::2], pairs[1::2]]))
"""
SIGN = """
import json, sys, time
from matchmaking.agreements import services
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.policies import standing_signatures
print("ready", flush=True)
sys.stdin.readline()
for pk in json.loads(sys.argv[1]):
    agreement = Agreement.objects.get(pk=pk)
    given = standing_signatures(agreement)[0].side == "giver"
    who = (agreement.need if given else agreement.offer).created_by
    time.sleep(1 - time.time() % 1)  # both begin with the same second
    try:
        said = services.sign_agreement(agreement_id=pk, actor=who).status
    except services.TooMuch as refusal:
        said = str(refusal.message)
    print(json.dumps(said), flush=True)
"""


def _start(env, script, *words):
    return start(env, "-c", SETUP + script, *words)


@pytest.mark.django_db
def test_what_is_copied_holds_the_kinds_of_assistance():
    # It also makes sure that there is a test database where this file runs alone.
    assert Kind.objects.filter(pk="EQP.MARK").exists()


def test_of_two_simultaneous_commitments_of_the_last_unit_one_is_refused_politely(copy):  # noqa: F811
    prepared, _nothing = _start(copy, PREPARE).communicate(timeout=240)
    lists = json.loads(prepared.splitlines()[-1])
    signers = [_start(copy, SIGN, json.dumps(ids)) for ids in lists]
    assert [signer.stdout.readline().strip() for signer in signers] == ["ready", "ready"]
    for signer in signers:
        signer.stdin.write("go\n")
        signer.stdin.flush()
    said = [map(json.loads, signer.communicate(timeout=240)[0].splitlines()) for signer in signers]
    for pair in zip(*said, strict=True):
        refusals = [words for words in pair if words != "signed"]
        assert len(refusals) == 1, pair
        assert "nothing you wrote is lost" in refusals[0]
        assert "0 item are" in refusals[0]
