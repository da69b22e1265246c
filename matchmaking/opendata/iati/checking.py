"""Does a file keep the standard? The schema, the code lists and the rules each have their say."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from matchmaking.opendata.iati.rules import KINDS, Reader
from matchmaking.opendata.iati.standard import codes, rules, schema

# Where a code stands, and of which list it is. A code of another vocabulary is not looked up.
CODED = {
    "@version": "Version",
    "//reporting-org/@type": "OrganisationType",
    "//participating-org/@type": "OrganisationType",
    "//participating-org/@role": "OrganisationRole",
    "//provider-org/@type": "OrganisationType",
    "//receiver-org/@type": "OrganisationType",
    "//description/@type": "DescriptionType",
    "//other-identifier/@type": "OtherIdentifierType",
    "//activity-status/@code": "ActivityStatus",
    "//activity-date/@type": "ActivityDateType",
    "//activity-scope/@code": "ActivityScope",
    "//recipient-country/@code": "Country",
    "//recipient-region/@vocabulary": "RegionVocabulary",
    "//recipient-region[@vocabulary='1' or not(@vocabulary)]/@code": "Region",
    "//sector/@vocabulary": "SectorVocabulary",
    "//sector[@vocabulary='1' or not(@vocabulary)]/@code": "Sector",
    "//tag/@vocabulary": "TagVocabulary",
    "//tag[@vocabulary='2']/@code": "UNSDG-Goals",
    "//policy-marker/@vocabulary": "PolicyMarkerVocabulary",
    "//policy-marker[@vocabulary='1' or not(@vocabulary)]/@code": "PolicyMarker",
    "//policy-marker/@significance": "PolicySignificance",
    "//default-finance-type/@code": "FinanceType",
    "//default-aid-type/@vocabulary": "AidTypeVocabulary",
    "//default-aid-type[@vocabulary='1' or not(@vocabulary)]/@code": "AidType",
    "//budget/@type": "BudgetType",
    "//budget/@status": "BudgetStatus",
    "//planned-disbursement/@type": "BudgetType",
    "//transaction-type/@code": "TransactionType",
    "//value/@currency": "Currency",
    "//iati-activity/@default-currency": "Currency",
    "//@xml:lang": "Language",
    "//document-link/category/@code": "DocumentCategory",
    "//document-link/language/@code": "Language",
    "//related-activity/@type": "RelatedActivityType",
    "//result/@type": "ResultType",
    "//indicator/@measure": "IndicatorMeasure",
    "//indicator/reference/@vocabulary": "IndicatorVocabulary",
}


@dataclass(frozen=True)
class Fault:
    """What a file does against the standard, and in which activity."""

    rule: str
    severity: str  # error | warning
    words: str
    activity: str = ""

    def __str__(self) -> str:
        return f"{self.severity} {self.rule} {self.activity}: {self.words}"


def faults_of(path: Path, today: datetime.date) -> list[Fault]:
    """Return all that is wrong with a file; one that is no XML at all raises XMLSyntaxError."""
    return faults_in(etree.parse(path), today)


def faults_in(tree: Any, today: datetime.date) -> list[Fault]:
    """Return all that is wrong with a tree of activities."""
    return [*_of_schema(tree), *_of_codes(tree), *faults_of_rules(tree, today, rules())]


def faults_of_rules(tree: Any, today: datetime.date, ruleset: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is against the rules."""
    read = Reader(today)
    for context, kinds in ruleset.items():
        for element in tree.xpath(context):
            yield from _against(read, element, kinds)


def _against(read: Reader, element: Any, kinds: Mapping[str, Any]) -> Iterator[Fault]:
    for kind, rule in kinds.items():
        for case in rule["cases"]:
            if kind == "loop":
                yield from _in_loop(read, element, case)
            elif _applies(read, element, case) and not KINDS[kind](read, element, case):
                said = case["ruleInfo"]
                yield Fault(said["id"], said["severity"], said["message"], _activity(element))


def _applies(read: Reader, element: Any, case: Mapping[str, Any]) -> bool:
    return "condition" not in case or read.holds(element, case["condition"])


def _in_loop(read: Reader, element: Any, case: Mapping[str, Any]) -> Iterator[Fault]:
    """Ask the rules inside of a loop for each value that there is.

    The value is written into every part of a rule: the official file forgets the condition of
    one, which would then never apply.
    """
    for value in dict.fromkeys(read.texts(element, [case["foreach"]])):
        yield from _against(read, element, _with_value(case["do"], value))


def _with_value(said: Any, value: str) -> Any:
    if isinstance(said, dict):
        return {name: _with_value(part, value) for name, part in said.items()}
    if isinstance(said, list):
        return [_with_value(part, value) for part in said]
    return said.replace("$1", value) if isinstance(said, str) else said


def _of_schema(tree: Any) -> Iterator[Fault]:
    checker = schema()
    if not checker.validate(tree):
        for entry in checker.error_log:
            yield Fault("schema", "error", f"line {entry.line}: {entry.message}")


def _of_codes(tree: Any) -> Iterator[Fault]:
    for path, name in CODED.items():
        known = codes(name)
        for code in tree.xpath(path):
            if code not in known:
                words = f"{code} is not in {name} ({path})"
                yield Fault("codelist", "error", words, _activity(code.getparent()))


def _activity(element: Any) -> str:
    own = element.xpath("ancestor-or-self::iati-activity/iati-identifier/text()")
    return str(own[0]).strip() if own else ""
