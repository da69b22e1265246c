"""What gaps and redundancies mean, said in a sentence."""

from babel.lists import format_list
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from matchmaking.portfolio.pages import shown
from matchmaking.portfolio.selectors import Gap, Overlap, Surplus
from matchmaking.vocabulary.selectors import labels

# More States than this are counted.
NAMED = 4


def gap_sentence(gap: Gap) -> str:
    """Say what is asked and not offered."""
    count, parts = len(gap.need_ids), _where(gap.theme, "theme", gap.place)
    return ngettext(
        "%(what)s in %(region)s: %(count)s of %(asked)s unmet requests has no open offer on this "
        "theme for its State (%(states)s).",
        "%(what)s in %(region)s: %(count)s of %(asked)s unmet requests have no open offer on this "
        "theme for their States (%(states)s).",
        count,
    ) % {**parts, "count": count, "asked": gap.asked, "states": _states(gap.states)}


def surplus_sentence(surplus: Surplus) -> str:
    """Say how many times over something is offered."""
    parts = _where(surplus.kind, "kind", surplus.place) | {
        "offered": shown(surplus.offered),
        "asked": shown(surplus.asked),
        "unit": surplus.unit or _("units"),
    }
    if surplus.times is None:
        return (
            _("%(what)s in %(region)s: %(offered)s offered (%(unit)s), and nobody asks for any.")
            % parts
        )
    return _(
        "%(what)s in %(region)s: %(offered)s offered and left (%(unit)s) for %(asked)s still "
        "asked: %(times)s times over."
    ) % {**parts, "times": shown(round(surplus.times, 1))}


def overlap_sentence(overlap: Overlap) -> str:
    """Say who offers the same to whom."""
    return _(
        "%(what)s: %(offers)s offers of %(organisations)s organisations reach the same States "
        "(%(states)s)."
    ) % {
        "what": labels("kind").get(overlap.kind, overlap.kind),
        "offers": len(overlap.offer_ids),
        "organisations": overlap.organisations,
        "states": _states(overlap.states),
    }


def _where(code: str, what: str, place: str) -> dict[str, str]:
    names = labels("theme" if what == "theme" else "kind")
    return {"what": names.get(code, code), "region": labels("region").get(place, place)}


def _states(codes: tuple[str, ...]) -> str:
    if len(codes) > NAMED:
        return ngettext("%(count)s State", "%(count)s States", len(codes)) % {"count": len(codes)}
    names = sorted(labels("country", codes).values())
    return format_list(names, locale=to_locale(get_language() or "en"))
