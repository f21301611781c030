from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from charts import legend, rows, screen, table
from charts.legend import Sample
from charts.spec import Line, Mark, Note, Point, Target, Trend
from tests.rules.charts.cast import PERCENT, WORDS, parsed, points, readiness


def test_table_has_a_row_for_every_period_and_says_what_is_missing() -> None:
    found = table.trend(Trend("Signs", points(2010, 50, None, 52), PERCENT), WORDS)
    assert found.heads == ("Period", "Figure")
    assert found.rows == (("2010", ("50%",)), ("2011", ("No figure",)), ("2012", ("52%",)))


def test_table_shows_intervals_other_lines_and_remarks_where_there_are_some() -> None:
    one = Point(2010.0, "2010", Decimal(50), Decimal(46), Decimal(55), Mark.PROVISIONAL)
    spec = Trend("Signs", (one, *points(2011, 52)), PERCENT, others=(Line("State", points(2009, 40, 41)),))
    found = table.trend(spec, WORDS)
    assert found.heads == ("Period", "Figure", "Low", "High", "State", "About")
    assert found.rows[1] == ("2010", ("50%", "46%", "55%", "41%", "Provisional"))
    assert found.rows[0] == ("2009", ("No figure", "No figure", "No figure", "40%", "No figure"))


def test_rows_to_take_away_are_exact_and_name_gaps_forecast_and_target() -> None:
    spec = replace(readiness(), points=points(2010, "50.25", None, "-1E+2"))
    text = rows.text(rows.trend(spec, WORDS)).splitlines()
    assert text[0] == "Line,Period,Figure,Low,High,About"
    assert text[1] == "Children ready for kindergarten,2010,50.25,,,"
    assert text[2] == "Children ready for kindergarten,2011,,,,No figure"
    assert text[3].endswith(",2012,-100,,,")
    assert text[-2] == "Children ready for kindergarten,2029,68,64,72,Forecast"
    assert text[-1] == "Children ready for kindergarten,2029,75,,,Target"


def test_name_that_a_spreadsheet_would_run_is_disarmed() -> None:
    text = rows.text(rows.trend(Trend("=2+5", points(2010, 1)), WORDS))
    assert "'=2+5,2010,1" in text


def test_legend_names_only_what_the_picture_shows() -> None:
    samples = [item.sample for item in legend.items(readiness(), WORDS)]
    assert samples == [Sample.LINE, Sample.FORECAST, Sample.NEED]
    plain = replace(readiness(), forecast=(), target=Target(Decimal(75)))
    assert [item.sample for item in legend.items(plain, WORDS)] == [Sample.LINE]


def test_other_lines_have_samples_of_their_own() -> None:
    spec = replace(readiness(), others=tuple(Line(name, points(2017, 1)) for name in ("A", "B", "C")))
    drawn = {screen.sample(item.sample) for item in legend.items(spec, WORDS) if item.text in "ABC"}
    assert len(drawn) == 3


def test_every_sample_is_well_formed() -> None:
    for kind in Sample:
        parsed(screen.sample(kind))


def test_sentence_names_the_period_a_note_falls_in() -> None:
    spec = Trend("Signs", points(2010, 1, 2, 3), notes=(Note(2010.6, "New test"),))
    assert "2011: New test." in screen.trend(spec, WORDS)
