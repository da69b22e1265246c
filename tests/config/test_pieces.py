from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from plotly import graph_objects

from config.forms import DateInput, LongText, NumberText


def render(markup, **context):
    return " ".join(Template(markup).render(Context(context)).split())


# --- Any page ------------------------------------------------------------------------------------
def test_a_page_header_shows_title_status_and_actions():
    page = render(
        '{% page_header t subtitle="Kenya" badge_value="published" badge_label="Published" %}'
        '<a href="/x/">Follow</a>{% end_page_header %}',
        t="Racks & doors",
    )
    assert "<h1>Racks &amp; doors</h1>" in page
    assert '<span class="status status-active">Published</span>' in page
    assert '<a href="/x/">Follow</a>' in page
    assert "Kenya" in page


def test_a_page_header_without_actions_leaves_no_empty_corner():
    assert "page-actions" not in render('{% page_header "A" %} {% end_page_header %}')


@pytest.mark.parametrize(
    ("value", "tone"),
    [
        ("draft", "draft"),
        ("submitted", "waiting"),
        ("published", "active"),
        ("rejected", "refused"),
        ("withdrawn", "over"),
        ("a status nobody thought of", "over"),
    ],
)
def test_a_badge_says_the_word_in_the_colour_of_the_status(value, tone):
    badge = render("{% badge value label %}", value=value, label="<Word>")
    assert badge == f'<span class="status status-{tone}">&lt;Word&gt;</span>'


def test_figures_show_label_value_and_note():
    page = render(
        "{% figures items %}",
        items=[
            {"label": "Asked", "value": "USD 5", "note": "first stage"},
            {"label": "Secured", "value": 0},
        ],
    )
    assert page.count("<dt>") == 2
    assert "USD 5" in page
    assert "first stage" in page


def test_a_fact_that_is_empty_is_said_to_be_not_stated():
    page = render("{% facts items %}", items=[("Plan", ""), ("Place", None), ("Number", 0)])
    assert page.count("not stated") == 2
    assert "<dd><bdi>0</bdi></dd>" in page


def test_a_title_that_a_person_wrote_is_read_in_its_own_language():
    page = render("{% card 'آلات الوسم' lang='ar' %}{% end_card %}")
    assert '<bdi lang="ar" dir="rtl">آلات الوسم</bdi>' in page
    assert "<bdi" not in render("{% card 'History' %}{% end_card %}")


def test_a_timeline_tells_who_did_what_when_why_and_what_changed():
    entry = SimpleNamespace(
        at=datetime(2026, 11, 23, 10, 31, tzinfo=UTC),
        who="Amina",
        verb="edited",
        reason="<typo>",
        changes={"ends_on": (None, "2027-01-01")},
    )
    page = render("{% timeline entries %}", entries=[entry])
    assert "<bdi>Amina</bdi></strong> edited" in page
    assert "23 November 2026, 10:31" in page
    assert 'datetime="2026-11-23T10:31:00+00:00"' in page
    assert "UTC" in page
    assert "&lt;typo&gt;" in page
    assert "<dt>Ends on</dt> <dd><del>–</del> <ins>2027-01-01</ins></dd>" in page


def test_what_nobody_did_was_done_by_the_system():
    entry = SimpleNamespace(at=datetime(2026, 1, 1, tzinfo=UTC), who="", verb="expired")
    assert "The system" in render("{% timeline entries %}", entries=[entry])


def test_an_empty_history_says_so():
    assert "Nothing has happened yet." in render("{% timeline entries %}", entries=[])


def test_a_card_frames_its_content_under_a_heading_of_its_level():
    page = render('{% card "Facts" level=3 footer="End" tone="quiet" %}<p>x</p>{% end_card %}')
    assert '<section class="panel panel-quiet">' in page
    assert '<h3 class="panel-title">Facts</h3>' in page
    assert '<div class="panel-body"><p>x</p></div>' in page
    assert "End" in page


def test_a_card_without_a_title_has_no_heading():
    assert "<h" not in render("{% card %}x{% end_card %}")


def test_an_empty_state_offers_what_to_do():
    page = render('{% empty "Nothing" "Try this" "/new/" "Begin" %}')
    assert '<a class="btn btn-primary" href="/new/">Begin</a>' in page
    assert "<a" not in render('{% empty "Nothing" %}')


@pytest.mark.parametrize("kind", ["info", "success", "warning", "danger"])
def test_a_notice_wears_the_colour_of_its_kind(kind):
    assert f'class="notice notice-{kind}"' in render("{% notice kind text %}", kind=kind, text="x")


@pytest.mark.parametrize(
    ("value", "percent"), [(0.924, 92), (0, 0), (1, 100), (1.7, 100), (-1, 0), (None, 0)]
)
def test_a_meter_draws_a_share_and_says_it_in_words(value, percent):
    meter = render('{% meter value "Theme" %}', value=value)
    assert f'<rect class="meter-fill" width="{percent}" height="8"/>' in meter
    assert f'<span class="meter-value">{percent}&nbsp;%</span>' in meter


def test_progress_says_how_many_of_how_many():
    page = render('{% progress 7 12 "Reviewed" %}')
    assert '<progress max="12" value="7" aria-label="Reviewed">' in page
    assert "7 of 12" in page


def test_a_dialog_unfolds_where_scripts_do_not_run():
    page = render('{% dialog "gone" "Delete it?" button="Delete" %}<p>Sure?</p>{% end_dialog %}')
    assert '<details class="dialog-source" id="gone" data-dialog' in page
    assert '<summary class="btn btn-outline-secondary">Delete</summary>' in page
    assert 'id="gone-title">Delete it?</h2> <p>Sure?</p>' in page


def test_a_quote_keeps_its_language_and_links_its_source():
    page = render(
        '{% quote text source "ar" %}', text="<نص>", source={"label": "Page 4", "url": "/r/"}
    )
    assert '<blockquote lang="ar" dir="rtl"><p>&lt;نص&gt;</p></blockquote>' in page
    assert '<a href="/r/">Page 4</a>' in page


@pytest.mark.parametrize(
    ("code", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("zh", "auto"), ("", "auto")]
)
def test_what_a_person_wrote_is_marked_with_its_language(code, direction):
    page = render("{% lang_block code %}<p>x</p>{% end_lang_block %}", code=code)
    assert page == f'<div lang="{code}" dir="{direction}"><p>x</p></div>'


def test_an_icon_is_silent():
    assert 'sprite.svg#search"/></svg>' in render('{% icon "search" %}')
    assert 'aria-hidden="true"' in render('{% icon "search" %}')


def test_a_chart_has_its_table_beside_it():
    page = render(
        "{% chart figure table caption %}",
        figure=graph_objects.Figure(graph_objects.Bar(x=["</script>"], y=[3])),
        table={"head": ["Theme", "Number"], "rows": [["Marking", 3]]},
        caption="Requests",
    )
    assert '<th scope="row">Marking</th><td>3</td>' in page
    assert "<figcaption>Requests</figcaption>" in page
    assert 'type="application/json"' in page
    assert page.count("</script>") == 1


# --- Forms ---------------------------------------------------------------------------------------
class LineForm(forms.Form):
    quantity = forms.IntegerField(widget=NumberText)


class NeedForm(forms.Form):
    title = forms.CharField(help_text="One sentence")
    starts_on = forms.DateField(widget=DateInput, required=False)
    text = forms.CharField(widget=LongText, required=False)
    priority = forms.ChoiceField(choices=[("h", "High"), ("l", "Low")], widget=forms.RadioSelect)
    agree = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


LineFormSet = forms.formset_factory(LineForm, extra=1, can_delete=True)


def test_a_field_names_its_label_its_help_and_its_mistake():
    page = render("{% fields form %}", form=NeedForm({}))
    assert '<label for="id_title">Title' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext">One sentence' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert "(required)" in page


def test_only_the_named_fields_are_rendered():
    page = render('{% fields form "starts_on" %}', form=NeedForm())
    assert 'name="starts_on"' in page
    assert 'name="title"' not in page


def test_hidden_fields_come_without_label():
    page = render("{% fields form %}", form=NeedForm(initial={"version": 3}))
    assert '<input type="hidden" name="version" value="3" id="id_version">' in page
    assert 'for="id_version"' not in page


def test_choices_stand_in_a_fieldset_with_a_legend():
    page = render('{% fields form "priority" %}', form=NeedForm())
    assert "<fieldset> <legend>Priority" in page


def test_a_tick_comes_before_its_label():
    page = render('{% fields form "agree" %}', form=NeedForm())
    assert page.index('type="checkbox"') < page.index("<label")


def test_dates_are_written_as_browsers_read_them():
    form = NeedForm(initial={"starts_on": datetime(2027, 1, 31, tzinfo=UTC).date()})
    assert 'type="date" name="starts_on" value="2027-01-31"' in render("{{ form }}", form=form)


def test_the_error_summary_links_to_each_field():
    form, lines = (
        NeedForm({}),
        LineFormSet({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-quantity": "many"}),
    )
    page = render("{% error_summary form lines %}", form=form, lines=lines)
    assert '<a href="#id_title">Title: This field is required.</a>' in page
    assert '<a href="#id_priority_0">Priority: This field is required.</a>' in page
    assert '<a href="#id_form-0-quantity">Quantity: Enter a whole number.</a>' in page
    assert 'role="alert"' in page


def test_the_error_summary_tells_what_concerns_no_field():
    form = NeedForm({"title": "x", "priority": "h"})
    form.add_error(None, "The window is closed.")
    assert "<li>The window is closed.</li>" in render("{% error_summary form %}", form=form)


def test_a_form_without_mistakes_has_no_summary():
    page = render(
        "{% error_summary form lines none %}",
        form=NeedForm({"title": "x", "priority": "h"}),
        lines=LineFormSet(),
        none=None,
    )
    assert page == ""


def test_rows_of_a_formset_can_be_added_with_and_without_scripts():
    page = render('{% formset_rows lines "Lines" %}', lines=LineFormSet(prefix="lines"))
    assert "<legend>Lines</legend>" in page
    assert 'name="lines-TOTAL_FORMS" value="1"' in page
    assert 'name="lines-0-quantity"' in page
    assert 'name="lines-__prefix__-quantity"' in page
    assert 'for="id_lines-0-DELETE">Remove</label>' in page


MOVES = [
    SimpleNamespace(name="publish", label="Publish", needs_reason=False, is_danger=False),
    SimpleNamespace(name="return", label="Send back", needs_reason=True, is_danger=True),
]


def buttons(moves):
    context = {"obj": SimpleNamespace(pk=7, version=3), "moves": moves, "csrf_token": "t0ken"}
    return render('{% move_buttons obj moves "style_guide" %}', **context)


def test_a_move_is_posted_with_the_version_the_person_saw():
    page = buttons(MOVES[:1])
    assert '<form method="post" action="/style-guide/7/publish/">' in page
    assert '<input type="hidden" name="version" value="3">' in page
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0ken">' in page
    assert "textarea" not in page


def test_a_move_that_needs_a_reason_asks_for_it():
    page = buttons(MOVES[1:])
    assert "<details" in page
    assert '<label for="style_guide-return-reason">Reason' in page
    assert 'name="reason" rows="4" required' in page
    assert "btn-outline-danger" in page


# --- The shell -----------------------------------------------------------------------------------
def test_the_language_links_keep_path_and_query():
    request = RequestFactory().get("/style-guide/?q=racks&theme=a")
    page = render(
        "{% language_links as links %}{% for l in links %}{{ l.code }}={{ l.url }} {% endfor %}",
        request=request,
    )
    assert "en=/style-guide/?q=racks&amp;theme=a" in page
    assert "ar=/ar/style-guide/?q=racks&amp;theme=a" in page
    assert "zh-hans=/zh-hans/style-guide/?q=racks&amp;theme=a" in page


def test_markup_in_a_title_is_kept_only_when_it_is_safe():
    assert "<mark>" not in render("{% card t %}x{% end_card %}", t="<mark>")
    assert "<mark>" in render("{% card t %}x{% end_card %}", t=mark_safe("<mark>a</mark>"))
