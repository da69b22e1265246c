"""The work plan as a chart and as a table."""

from datetime import date

from django.utils.translation import override

from matchmaking.projects.papers import gantt
from tests.projects.papers.saying import said


def test_bars_stand_in_the_order_of_their_numbers_and_begin_in_their_months():
    figure = gantt.chart(said(), is_rtl=False)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [(bar.y[0], bar.text[0], bar.base[0], bar.x[0]) for bar in bars] == [
        ("1.1.1", "Buy machines", 0, 3),
        ("1.2.1", "Train officers", 6, 6),
    ]
    assert bars[0].hovertext[0] == "Buy machines: Jan 2027 – Mar 2027"


def test_milestones_stand_where_their_day_is():
    assert [(mark.words, mark.at) for mark in gantt.marks_of(said())] == [
        ("Machines in use: 1", 6.0)
    ]


def test_in_arabic_time_runs_from_right_to_left():
    with override("ar"):
        layout = gantt.chart(said(), is_rtl=True).layout
    assert list(layout.xaxis.range) == [18, 0]
    assert layout.yaxis.side == "right"


def test_without_a_beginning_months_are_numbers_and_no_milestone_is_drawn():
    contents = said()
    contents["proposal"] |= {"starts_on": None, "months": None}
    assert gantt.length(contents) == 12
    assert gantt.marks_of(contents) == []
    assert gantt.table(contents)["rows"][0][3:6] == ("1", "3", 3)


def test_the_table_says_what_the_chart_draws():
    rows = gantt.table(said())["rows"]
    assert rows[1] == ("1.2.1", "Train officers", "1.2", "Jul 2027", "Dec 2027", 6, "Police")


def test_the_grid_on_paper_marks_each_part_of_the_time_that_is_used():
    heads, rows = gantt.grid(said())
    assert heads[:2] == ("1–2", "3–4")
    assert rows[0] == ("1.1.1", "Buy machines", "■", "■", *[""] * 7)


def test_months_go_on_into_the_next_years():
    assert gantt.month_on(date(2027, 11, 30), 4) == date(2028, 2, 1)
