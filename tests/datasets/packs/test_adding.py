"""What a user brings becomes a pack: recognised, checked, counted, and there whole or not at all."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.shared import SHARED, needs_shared

from lopsided.datasets.packs import adding
from lopsided.datasets.packs.adding import Wanted, add
from lopsided.datasets.packs.areas import resolve
from lopsided.datasets.packs.manifest import pack, packs, remove
from lopsided.datasets.packs.place import packs_folder
from lopsided.errors import InputError, LopsidedError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from lopsided.datasets.columns import Mode

BACI = """t,i,j,k,v,q
2021,076,156,120190,27000.5,55000.0
2021,842,156,120190,14000.25,          NA
2021,490,392,854232,9000,12.5
2021,643,899,270900,5,1
"""
COUNTRIES = "country_code,country_name,country_iso2,country_iso3\n76,Brazil,BR,BRA\n156,China,CN,CHN\n"
PRODUCTS = "code,description\n120190,Soya beans\n854232,Memories\n"


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOPSIDED_DATA_DIR", str(tmp_path / "data"))


def rows(key: str, folder: str = "rows") -> list[tuple[object, ...]]:
    files = str(pack(key).folder / folder / "*" / "*.parquet")
    query = "select * from read_parquet(?, hive_partitioning=true) order by all"
    return duckdb.execute(query, [files]).fetchall()


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def baci_zip(path: Path, *years: int) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for year in years:
            archive.writestr(f"BACI_HS17_Y{year}_V202601.csv", BACI.replace("2021", str(year)))
        archive.writestr("country_codes_V202601.csv", COUNTRIES)
        archive.writestr("product_codes_HS17_V202601.csv", PRODUCTS)
        archive.writestr("Readme.txt", "words")
    return path


def test_baci_with_codes_missing_masses_and_places_that_are_no_country(tmp_path: Path) -> None:
    done = add([write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI)], Wanted())
    assert (done.key, done.kind, done.nomenclature) == ("baci_hs92_v202601", "flows", "HS92")
    assert (done.read, done.kept) == (4, 3)
    assert done.dropped == {"no country (areas not specified, bunkers)": 1}
    assert "Etalab" in done.source().licence
    found = {row[:5] for row in rows(done.key)}
    assert ("BRA", "CHN", "120190", 27000.5, 55000.0) in found
    assert ("USA", "CHN", "120190", 14000.25, None) in found
    assert ("TWN", "JPN", "854232", 9000.0, 12.5) in found


def test_a_zip_of_years_and_a_later_year_that_joins_them(tmp_path: Path) -> None:
    add([baci_zip(tmp_path / "BACI_HS17_V202601.zip", 2020, 2021)], Wanted())
    joined = add([write(tmp_path / "BACI_HS17_Y2022_V202601.csv", BACI.replace("2021", "2022"))], Wanted())
    assert joined.years == (2020, 2021, 2022)
    assert joined.kept == 9
    assert len(rows(joined.key)) == 9
    with pytest.raises(UsageError, match="2022 already"):
        add([tmp_path / "BACI_HS17_Y2022_V202601.csv"], Wanted())
    assert add([tmp_path / "BACI_HS17_Y2022_V202601.csv"], Wanted(replace=True)).years == (2022,)


def test_a_file_of_several_years_is_kept_by_year(tmp_path: Path) -> None:
    done = add(
        [write(tmp_path / "BACI_HS92_V202601.csv", BACI + "2019,76,156,120190,1,1\n2020,76,156,120190,2,1\n")], Wanted()
    )
    assert done.years == (2019, 2020, 2021)
    assert sorted((row[3], row[5]) for row in rows(done.key) if row[:3] == ("BRA", "CHN", "120190")) == [
        (1.0, 2019),
        (2.0, 2020),
        (27000.5, 2021),
    ]


def test_totals_stand_beside_products(tmp_path: Path) -> None:
    both = BACI + "2021,76,156,260111,3000,9\n"
    done = add([write(tmp_path / "BACI_HS92_Y2021_V202601.csv", both)], Wanted())
    assert ("BRA", "CHN", 30000.5) in {row[:3] for row in rows(done.key, "totals")}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("2021,9999,156,120190,1,1\n", "unknown country"),
        ("2021,76,156,120190,-1,1\n", "negative value"),
        ("2021,76,156,soya,1,1\n", "no product code"),
        ("2021,76,156,120190,,1\n", "no value"),
        ("2021,76,156,120190,nan,1\n", "no value"),
        (",76,156,120190,1,1\n", "no year"),
        ("2021,76,156,,1,1\n", "no product code"),
    ],
)
def test_faulty_rows_stop_everything_or_are_counted(tmp_path: Path, bad: str, says: str) -> None:
    file = write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI + bad)
    with pytest.raises(InputError, match=says):
        add([file], Wanted())
    assert list(packs_folder().iterdir()) == []
    done = add([file], Wanted(mode="warn"))
    assert done.kept == 3
    assert done.read == done.kept + sum(done.dropped.values())
    assert any(says in reason and count == 1 for reason, count in done.dropped.items())


def test_a_line_that_is_no_row_is_named_or_counted(tmp_path: Path) -> None:
    file = write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI + "2021,76,156,120190,much,1\n")
    with pytest.raises(InputError, match="cannot be read"):
        add([file], Wanted())
    assert add([file], Wanted(mode="warn")).dropped["a line that cannot be parsed"] == 1


def test_two_rows_for_one_flow_are_never_added_up(tmp_path: Path) -> None:
    table = "exporter,importer,year,value_usd\nKEN,UGA,2019,100\nKEN,UGA,2019,200\n"
    with pytest.raises(InputError, match="2 rows for one flow in 2019: KEN, UGA"):
        add([write(tmp_path / "east.csv", table)], Wanted(mode="warn"))
    assert packs() == {}


def test_codes_of_other_times_are_read_as_todays_and_said(tmp_path: Path) -> None:
    table = (
        "exporter,importer,year,value_kusd\nROM,ZAR,1996,10\nEU27,USA,1996,5\nYUG,DEU,1990,7\n"
        'Viet Nam,"China, Hong Kong SAR",1996,3\nNA,ZA,1996,4\n'
    )
    done = add([write(tmp_path / "old.csv", table)], Wanted(name="old"))
    assert {row[:2] for row in rows("old", "totals")} == {
        ("ROU", "COD"),
        ("YUG", "DEU"),
        ("VNM", "HKG"),
        ("NAM", "ZAF"),
    }
    assert done.dropped == {"a group of countries": 1}
    assert any(words.startswith("ROM:") and words.endswith("as ROU") for words in done.read_as)


def test_names_as_publishers_write_them_are_known() -> None:
    written = {
        "Zaire": "COD", "Serbia and Montenegro": "SCG", "Soviet Union": "SUN", "Belgium-Luxembourg": "BEL",
        "841": "USA",
        "Korea, Rep.": "KOR", "Hong Kong SAR, China": "HKG", "Iran, Islamic Rep.": "IRN", "Egypt, Arab Rep.": "EGY",
        "Taiwan, Province of China": "TWN", "Congo, Dem. Rep.": "COD", "Cote d'Ivoire": "CIV", "Turkiye": "TUR",
        "Lao PDR": "LAO", "Yemen, Rep.": "YEM", "Venezuela, RB": "VEN", "Macedonia, FYR": "MKD", "XKV": "XKX",
    }  # fmt: skip
    found = {name: resolve(name) for name in written}
    assert {name: area.iso3 if area else None for name, area in found.items()} == written


def test_a_bulk_file_of_comtrade_comes_with_tabs_and_packed(tmp_path: Path) -> None:
    path = tmp_path / "COMTRADE-FINAL-C-A-398-2022-H6.txt.gz"
    path.write_bytes(
        gzip.compress(COMTRADE.replace(",true,", ",true").replace("false,", "false").replace(",", "\t").encode())
    )
    assert add([path], Wanted(name="bulk")).kept == 2


def test_columns_may_be_named(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "von;nach;jahr;wert\nAUT;CHE;2020;2,5\nAUT;ITA;2020;3\n".replace("2,5", "2.5"))
    with pytest.raises(InputError, match="--column exporter=NAME"):
        add([file], Wanted())
    columns = {"exporter": "von", "importer": "nach", "year": "jahr", "value": "wert"}
    with pytest.raises(UsageError, match="unit"):
        add([file], Wanted(columns=columns))
    about = {"publisher": "An office", "licence": "CC BY 4.0"}
    done = add([file], Wanted(columns=columns, unit="mUSD", about=about))
    assert {row[:3] for row in rows(done.key, "totals")} == {("AUT", "CHE", 2500.0), ("AUT", "ITA", 3000.0)}
    assert (done.source().publisher, done.source().licence) == ("An office", "CC BY 4.0")
    with pytest.raises(UsageError, match="no column 'wer'"):
        add([file], Wanted(columns=columns | {"value": "wer"}))


COMTRADE = (
    "typeCode,freqCode,refYear,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,"
    "classificationCode,cmdCode,customsCode,motCode,netWgt,primaryValue,isReported\n"
    "C,A,2022,2022,398,KAZ,X,643,RUS,0,H6,270900,C00,0,2000000,900000,true,\n"
    "C,A,2022,2022,398,KAZ,X,643,RUS,0,H6,27,C00,0,,950000,true,\n"
    "C,A,2022,2022,398,KAZ,X,0,W00,0,H6,270900,C00,0,,5000000,true,\n"
    "C,A,2022,2022,643,RUS,M,398,KAZ,0,H6,270900,C00,0,,990000,false,\n"
    "C,A,2022,2022,398,KAZ,RX,643,RUS,0,H6,270900,C00,0,,1000,true,\n"
    "C,A,2022,2022,398,KAZ,X,643,RUS,276,H6,270900,C00,0,,1000,true,\n"
)


def test_comtrade_keeps_the_two_sides_apart_and_drops_what_is_counted_elsewhere(tmp_path: Path) -> None:
    done = add([write(tmp_path / "TradeData.csv", COMTRADE)], Wanted(name="un"))
    assert done.nomenclature == "HS22"
    assert rows("un") == [
        ("KAZ", "RUS", "270900", 900.0, 2000.0, "", "exporter", "", 2022),
        ("KAZ", "RUS", "270900", 990.0, None, "", "importer", "estimated", 2022),
    ]
    assert done.dropped == {
        "a group of countries": 1,
        "parts by second partner": 1,
        "re-exports and other special flows": 1,
        "sums over products": 1,
    }


def test_comtrade_in_two_editions_or_by_month_is_refused(tmp_path: Path) -> None:
    two = COMTRADE.replace("M,398,KAZ,0,H6", "M,398,KAZ,0,H5")
    with pytest.raises(InputError, match="several nomenclatures: H6"):
        add([write(tmp_path / "a.csv", two)], Wanted())
    with pytest.raises(InputError, match="not yearly"):
        add([write(tmp_path / "b.csv", COMTRADE.replace("C,A,", "C,M,"))], Wanted())


def test_comtrade_of_the_former_site(tmp_path: Path) -> None:
    table = (
        "Classification,Year,Trade Flow Code,Reporter Code,Reporter ISO,Partner Code,Partner ISO,Commodity Code,"
        "Netweight (kg),Trade Value (US$)\n"
        "H4,2015,1,484,MEX,842,USA,TOTAL,,186000000\nH4,2015,2,484,MEX,842,USA,TOTAL,,\n"
    )
    done = add([write(tmp_path / "comtrade.csv", table)], Wanted(name="old", mode="warn"))
    assert (done.kind, done.form) == ("totals", "comtrade_legacy")
    assert rows("old", "totals") == [("USA", "MEX", 186000.0, "", "importer", "", 2015)]
    assert done.dropped == {"no value": 1}


def test_the_imfs_wide_file(tmp_path: Path) -> None:
    head = "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Attribute,2018,2019\n"
    table = (
        head + '"China, P.R.: Mainland",924,Exports,TXG_FOB_USD,Viet Nam,Value,4,5\n'
        'Vietnam,582,Imports,TMG_CIF_USD,"China, P.R.: Mainland",Value,4.5,\n'
        "Vietnam,582,Balance,TBG_USD,World,Value,1,1\n"
    )
    file = write(tmp_path / "DOT.csv", table)
    with pytest.raises(UsageError, match="unit"):
        add([file], Wanted())
    add([file], Wanted(name="dot", unit="mUSD"))
    assert [row[:3] + row[4:5] for row in rows("dot", "totals")] == [
        ("CHN", "VNM", 4000.0, "exporter"),
        ("CHN", "VNM", 4500.0, "importer"),
        ("CHN", "VNM", 5000.0, "exporter"),
    ]


def test_computed_figures_are_marked(tmp_path: Path) -> None:
    lines = ["exporter,importer,year,fob_exporter_usd,cif_importer_usd"]
    lines += [f"CHL,PER,{year},{value},{value * 1.06:.2f}" for year, value in ((2010, 5123456), (2011, 6543217))]
    lines += [f"PER,CHL,{year},{value}," for year, value in ((2010, 2000001), (2011, 3000004), (2012, 4000007))]
    done = add([write(tmp_path / "d.csv", "\n".join(lines))], Wanted())
    assert done.marked == {"interpolated": 1, "mirror": 4}


def square() -> str:
    countries, industries, uses = (
        [f"{c}" for c in ("FRA", "CN1", "CHN", "ROW")],
        [f"A{n:02}" for n in range(30)],
        ["HFCE"],
    )
    labels = [f"{c}_{i}" for c in countries for i in industries]
    columns = [*labels, *(f"{c}_{u}" for c in ("FRA", "CHN", "ROW") for u in uses)]
    lines = [",".join(["V1", *columns, "OUT"])]
    lines += [",".join([label, *("1" for _ in columns), str(len(columns))]) for label in labels]
    lines += [",".join(["VA", *("2" for _ in columns), "0"]), ",".join(["OUT", *("9" for _ in columns), "0"])]
    return "\n".join(lines)


def test_an_input_output_table_with_a_country_in_two_parts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--year"):
        add([write(tmp_path / "table.csv", square())], Wanted())
    done = add([write(tmp_path / "ICIO2023_2018.csv", square())], Wanted())
    assert (done.kind, done.form, done.years) == ("table", "icio", (2018,))
    cells = {row[:4]: row[4] for row in rows(done.key, "table")}
    assert cells["FRA", "A00", "CHN", "A00"] == 2.0  # from both parts
    assert cells["CHN", "A00", "CHN", "A00"] == 4.0
    assert cells["", "VA", "FRA", "A00"] == 2.0
    assert done.marked == {}
    assert sum(float(str(value)) for value in cells.values()) == 4 * 30 * (4 * 30 + 3) + 2 * (4 * 30 + 3)


def test_votes_need_their_roll_calls(tmp_path: Path) -> None:
    votes = write(tmp_path / "v.csv", "rcid,country,country_code,vote\n7,Namibia,NA,yes\n7,Zanzibar,,no\n")
    with pytest.raises(UsageError, match="roll calls"):
        add([votes], Wanted())
    calls = write(tmp_path / "c.csv", "rcid,session,date,descr\n7,18,1963-11-06,x\n")
    done = add([votes, calls], Wanted(name="un"))
    assert rows("un", "votes") == [(18, 7, "NAM", "yes", 1963)]
    assert done.dropped == {"no country": 1}


def test_an_import_that_dies_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_power(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "publish", out_of_power)
    with pytest.raises(KeyboardInterrupt):
        add([write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI)], Wanted())
    assert list(packs_folder().iterdir()) == []
    assert packs() == {}


def test_what_a_killed_import_left_is_swept(tmp_path: Path) -> None:
    left = packs_folder() / ".adding-999999999-baci"
    left.mkdir(parents=True)
    add([write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI)], Wanted())
    assert not left.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK", "not read"),
        ("a.zip", b"PK\x03\x04broken", "damaged"),
        ("a.parquet", b"PAR1nothing", "not a Parquet file"),
        ("a.csv", b"", "fit no format"),
        ("BACI.csv", b"t,i,j,k,v,q\n", "edition of the Harmonized System"),
    ],
)
def test_files_that_cannot_be_taken(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LopsidedError, match=says):
        add([tmp_path / name], Wanted())
    assert packs() == {}


def test_a_pack_is_described_and_removed(tmp_path: Path) -> None:
    done = add([write(tmp_path / "BACI_HS92_Y2021_V202601.csv", BACI)], Wanted(name="mine"))
    assert pack("mine") == done
    entry = json.loads((done.folder / "pack.json").read_text(encoding="utf-8"))
    assert entry["origins"][0]["name"] == "BACI_HS92_Y2021_V202601.csv"
    assert len(entry["origins"][0]["sha256"]) == 64
    remove("mine")
    assert list(packs_folder().iterdir()) == []
    with pytest.raises(UnknownNameError, match="lopsided data list"):
        pack("mine")


@needs_shared
@pytest.mark.shared
def test_the_shared_tables_are_taken(tmp_path: Path) -> None:
    assert SHARED is not None
    totals = add([SHARED / "trade/bilateral_totals.parquet"], Wanted())
    assert totals.kept == totals.read == 272_608
    dots = add([SHARED / "trade/imf_dots_2010_2020.parquet"], Wanted())
    assert dots.form == "dots_two_sided"
    assert dots.marked["mirror"] > 1000
    wiod = add([SHARED / "reference/wiod2013_2011.parquet"], Wanted())
    assert wiod.marked == {}
    trade = duckdb.execute(
        "select seller, buyer, sum(value_musd) from read_parquet(?) where seller in ('RUS', 'CHN') "
        "and buyer in ('RUS', 'CHN') and seller <> buyer group by all order by all",
        [str(wiod.folder / "table" / "*" / "*.parquet")],
    ).fetchall()
    assert trade == [("CHN", "RUS", 57639.0), ("RUS", "CHN", 47671.0)]


@pytest.mark.parametrize("mode", ["strict", "warn"])
@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("exporter;importer;year;value\nROU;DEU;2021;1.234\nROU;FRA;2021;12,75\n", "such as 12,75"),
        ('exporter,importer,year,value\nROU,DEU,2021,5\nROU,FRA,2021,"1,234.5"\n', "such as 1,234.5"),
        ("exporter,importer,year,value\nROU,DEU,2021,12,5\nROU,FRA,2021,7,25\n", "2 lines have more fields"),
    ],
)
def test_numbers_with_commas_are_never_half_read(tmp_path: Path, table: str, said: str, mode: Mode) -> None:
    with pytest.raises(InputError, match=said) as told:
        add([write(tmp_path / "commas.csv", table)], Wanted(unit="mUSD", mode=mode))
    assert "point" in str(told.value)
    assert packs() == {}


def test_baci_under_another_name_is_read_once_its_edition_is_said(tmp_path: Path) -> None:
    file = write(tmp_path / "mine.csv", BACI)
    with pytest.raises(UsageError, match="--nomenclature"):
        add([file], Wanted())
    assert add([file], Wanted(nomenclature="HS17")).nomenclature == "HS17"
