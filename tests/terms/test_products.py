from __future__ import annotations

import pytest

from lopsided.errors import UnknownNameError
from lopsided.terms.products import find_product, product, product_matches, products


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Brazil shipped more iron ore to Japan", "iron-ore"),
        ("Qatari LNG cargoes", "lng"),
        ("20 billion cubic metres of natural gas a year", "natural-gas"),
        ("the country's largest oil supplier", "crude"),
        ("rare-earth magnets", "rare-earths"),
        ("Chilean copper", "copper"),
        ("soybeans and wheat", None),
    ],
)
def test_the_words_of_a_text_lead_to_a_product(text: str, key: str | None) -> None:
    found = find_product(text)
    assert (found.key if found else None) == key


def test_a_word_that_can_cover_more_is_flagged() -> None:
    (oil,) = product_matches("oil exports")
    (crude,) = product_matches("crude oil exports")
    assert (oil.product.key, oil.is_broader) == ("crude", True)
    assert (crude.product.key, crude.is_broader) == ("crude", False)


def test_a_narrow_word_wins_over_a_broad_one_before_it() -> None:
    found = find_product("gas, above all LNG")
    assert found is not None
    assert found.key == "lng"


def test_products_are_found_by_key_code_and_word() -> None:
    assert product("crude") is product("270900") is product("Crude Oil")
    assert set(product("natural-gas").hs6) == {*product("lng").hs6, *product("pipeline-gas").hs6}


def test_an_unknown_product_is_named_with_its_neighbours() -> None:
    with pytest.raises(UnknownNameError, match="lithium"):
        product("lithum")


def test_codes_are_six_digits_and_words_lead_back() -> None:
    for known in products().values():
        assert all(len(code) == 6 and code.isdigit() for code in known.hs6)
        assert all(find_product(word) is not None for word in known.words)
