"""The page on the data names every dataset and file, and the figures it gives are those of the catalog."""

from __future__ import annotations

from pathlib import Path

from lopsided.datasets.catalog import catalog

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def test_every_dataset_and_file_is_documented() -> None:
    for key, data in catalog().items():
        assert f"`{key}`" in PAGE
        for file in data.files:
            assert f"`{file.name.removesuffix('.parquet')}`" in PAGE


def test_the_counts_on_the_page_are_those_of_the_build() -> None:
    baci, network = catalog()["baci_raw_materials"].counts, catalog()["icio_2022_network"].counts
    numbers = [
        *(baci[f"rows{kind}"] for kind in ("", "_without_tonnes", "_with_suspect_tonnes", "_with_imputed_tonnes")),
        *(network[name] for name in ("cells", "cells_in_source")),
        catalog()["icio_2019_g20"].counts["cells"],
    ]
    for number in numbers:
        assert f"{number:,}" in PAGE
    assert f"{network['value_share_stored']:.2%}".replace("%", " %") in PAGE
    assert f"{catalog()['factbook'].counts['unparsed']} texts" in PAGE
