"""What tells one report from another. Invented texts."""

from __future__ import annotations

from rashomon.resolve.telling import ages, bits, phrases, rarest, streets, telling_words


def test_rare_words_tell_more_than_common_ones() -> None:
    assert bits("zerrin") > bits("bakery") > bits("people")


def test_telling_words_leave_out_what_every_report_says_and_keep_how_often() -> None:
    found = telling_words("The people of the bakery said that Zerrin was in the bakery. Zerrin, ZERRIN!", most=9)
    assert found == ("bakery", "bakery", "zerrin", "zerrin")
    assert telling_words("Zerrin in the bakery", without=["zerrin"], most=9) == ("bakery",)
    assert telling_words("The bakery of Zerrin and Tarhun", most=1) == ("zerrin",)


def test_accents_and_case_do_not_matter() -> None:
    assert telling_words("ZÉRRÎN", most=9) == telling_words("zerrin", most=9)


def test_names_of_two_words() -> None:
    assert phrases("They met at Zerrin Hall, near the old bakery.", most=9) == ("zerrin hall",)
    assert phrases("THEY MET AT ZERRIN HALL.", most=9) == ()
    assert phrases("They met at Zerrin Hall.", without=["zerrin"], most=9) == ()


def test_ages_and_streets() -> None:
    assert ages("A 23-year-old, Ilyas Dahn, 31, and a boy aged 7 in 2031") == ("23", "31", "7")
    assert streets("On Harbour Road, at the corner of Harbour Rd and 4th Street") == ("4th", "harbour")


def test_the_rarest_words_come_by_use() -> None:
    assert rarest(("bakery", "tarhun", "zerrin", "zerrin"), 2) == ["zerrin", "tarhun"]
