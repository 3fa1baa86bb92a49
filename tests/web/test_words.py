"""How values read on a page: reasons, countries, days; what a doubt is worth."""

from datetime import date

import pytest
from msgspec import structs

from made import told
from rashomon.assess import value_text
from rashomon.model import Count
from rashomon.web.charts import Point, figures
from rashomon.web.plots import bars, columns
from rashomon.web.told import voice_of
from rashomon.web.words import because, conflict, country, graded, interval, precisely, rule, verb, worded


@pytest.mark.parametrize(
    ("speaker", "group", "word"),
    [
        ("Velmari Army", None, "denies"),
        (None, "residents", "deny"),
        (None, "unresolved", "denies"),
        (None, None, "denies"),
    ],
)
def test_verbs_agree_with_who_speaks(speaker: str | None, group: str | None, word: str) -> None:
    assert verb("deny", speaker, group) == word


def test_classes_that_are_nobody_are_words() -> None:
    assert voice_of(None, "unresolved", "Karsa Courier") == ("somebody not named", "in Karsa Courier")
    assert voice_of(None, "unspecified", None) == ("nobody named", None)
    assert voice_of(None, "residents", None) == ("residents", "unnamed")


def test_a_reason_is_a_sentence_and_its_rule_is_told_beside_it() -> None:
    why = "rule 3: killed: 12 against 30-53: do not meet"
    assert because(why) == "Killed: 12 against 30-53: do not meet"
    assert (rule(why) or "").startswith("Rule 3 of 6, contested: ")
    assert rule("not assessed") is None
    assert because("") == ""


def test_a_reports_own_grading_is_told_as_such() -> None:
    why = 'rule 3: the page itself grades it so ("contested")'
    assert graded(why)
    assert because(why) == "The report itself grades it so: “contested”"
    assert not graded("rule 5: 2 independent accounts agree")


def test_a_row_does_not_repeat_its_name_in_its_conflict() -> None:
    assert conflict("killed, children: 4 against 7: do not meet", "killed, children") == "4 against 7: do not meet"
    assert conflict("killed: 12 against 9: do not meet", "killed, people") == "12 against 9: do not meet"
    assert conflict("Tamaz Verel denies that it happened so", "it happened") == "Tamaz Verel denies that it happened so"


def test_countries_have_names_and_unknown_codes_none() -> None:
    assert (country("SY"), country("UA"), country("XV"), country(None)) == ("Syria", "Ukraine", "", "")


def test_days_in_values_are_words() -> None:
    assert worded("2031-03-04 to 2031-03-06") == "4 Mar 2031 to 6 Mar 2031"
    assert worded("2031-99-04, 12-30") == "2031-99-04, 12-30"
    assert interval({"from": None, "to": "2031-03-20"}) == "by 20 March 2031"
    assert interval(None, "no day given") == "no day given"
    assert precisely("region") == "somewhere in this region"
    assert precisely(None) == "not on the map"


@pytest.mark.parametrize(
    ("value", "said"),
    [(True, "in doubt"), (Count(12, 12), "12, in doubt"), ("Ardan Air Force", "Ardan Air Force, in doubt")],
)
def test_a_doubt_is_never_shown_as_the_value(value: object, said: str) -> None:
    claim = structs.replace(told("A strike hit Karsa.")[2][0], stance="doubt", value=value, value_actor=None)
    assert value_text(claim) == said


def drawn(*given: tuple[int, int, int]) -> str:
    return str(
        figures([Point(who, date(2031, 3, day), low, low, False, f"{who}: {low}") for who, day, low in given], "Killed")
    )


def test_a_chart_is_drawn_for_a_screen_and_for_a_phone() -> None:
    chart = drawn((1, 4, 12), (1, 6, 19), (2, 6, 5))
    assert chart.count('class="chart wide"') == chart.count('class="chart narrow"') == 1
    assert chart.count('class="thread"') == 2
    assert "4 Mar 2031" in chart


def test_what_a_source_says_twice_on_one_day_is_no_change_over_time() -> None:
    assert "thread" not in drawn((1, 4, 12), (1, 4, 19), (2, 4, 5))
    assert drawn((1, 4, 12), (1, 4, 19)) == "", "one source on one day is no chart"


def test_columns_are_named_by_what_they_sum() -> None:
    def names(*days: date) -> str:
        return str(columns(bars([(day, 1) for day in days]), lambda _: "/", lambda _: "", "Incidents"))

    assert ">4 Mar 2031<" in names(date(2031, 3, 4), date(2031, 3, 9))
    assert ">Mar 2031<" in names(date(2031, 3, 4), date(2036, 3, 9))
    assert ">1931<" in names(date(1931, 3, 4), date(2031, 3, 9))
    assert 'class="plot narrow"' in names(date(2031, 3, 4))
