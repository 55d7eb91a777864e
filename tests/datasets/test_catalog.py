"""The catalog says what ships, and what ships is what the catalog says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lopsided.datasets import catalog, tables
from lopsided.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("factbook", "baci_raw_materials", "icio_2019_g20", "icio_2022_network", "world_map")


def test_the_datasets_ship_with_all_a_reader_needs() -> None:
    assert tuple(catalog.catalog()) == KEYS
    for data in catalog.catalog().values():
        for text in (data.publisher, data.title, data.version, data.licence, data.citation, data.coverage, data.units):
            assert text
        assert len(data.package_sha256) == 64
        assert data.retrieved[:2] == "20"
        assert data.caveats
        assert data.files


@pytest.mark.parametrize("key", KEYS)
def test_shipped_files_have_the_checksums_of_the_catalog(key: str) -> None:
    assert catalog.damaged(catalog.dataset(key)) == ()


def test_a_damaged_or_missing_file_is_named(tmp_path: Path) -> None:
    data = catalog.dataset("icio_2019_g20")
    (tmp_path / data.files[0].name).write_bytes(b"cut short")
    found = catalog.damaged(data, tmp_path)
    assert len(found) == len(data.files)
    assert "not" in found[0]
    assert all("is missing" in line for line in found[1:])


def test_every_shipped_table_is_in_the_catalog_and_together_they_stay_small() -> None:
    listed = {file.name for data in catalog.catalog().values() for file in data.files}
    shipped = {path.name for path in tables.folder().glob("*.parquet")}
    assert listed == shipped
    size = sum(path.stat().st_size for path in tables.folder().iterdir())
    print(f"embedded data: {size / 1e6:.1f} MB")  # noqa: T201  (the figure belongs in the test log)
    assert size <= 16 * 1024 * 1024


def test_a_source_carries_the_citation_and_the_detail() -> None:
    source = catalog.dataset("baci_raw_materials").source("270900")
    assert source.publisher == "CEPII"
    assert "Gaulier" in source.citation
    assert "Etalab" in source.licence
    assert source.detail == "270900"
    assert not source.imputed
    assert catalog.dataset("icio_2022_network").source(imputed=True).imputed


def test_an_unknown_dataset_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="factbook"):
        catalog.dataset("factbok")
