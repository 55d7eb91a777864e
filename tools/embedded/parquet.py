"""Write Parquet so that the same rows always give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


def write(frame: pl.DataFrame, path: Path, *, split: tuple[str, ...] = (), delta: tuple[str, ...] = ()) -> None:
    """Write ``frame`` as zstd Parquet, one row group per million rows.

    Parameters
    ----------
    frame : polars.DataFrame
        Rows in their final order.
    path : Path
        File to write.
    split : tuple of str
        Number columns whose bytes compress best side by side (byte stream split).
    delta : tuple of str
        Whole-number columns that mostly grow by small steps (delta binary packed).
    """
    table: pa.Table = frame.to_arrow()
    # polars writes strings as large_string; string is what every reader expects and what keeps files alike
    table = table.cast(_plain(table.schema)).replace_schema_metadata(None)
    encoded = {**dict.fromkeys(split, "BYTE_STREAM_SPLIT"), **dict.fromkeys(delta, "DELTA_BINARY_PACKED")}
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=[name for name in table.column_names if name not in encoded],
        column_encoding=encoded or None,
        row_group_size=1_000_000,
        write_statistics=True,
        store_schema=False,
        version="2.6",
    )


def _plain(schema: pa.Schema) -> pa.Schema:
    narrow = {pa.large_string(): pa.string(), pa.large_binary(): pa.binary()}
    return pa.schema([pa.field(f.name, narrow.get(f.type, f.type)) for f in schema])
