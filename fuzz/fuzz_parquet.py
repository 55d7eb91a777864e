"""Fuzz Parquet imports: `python -m fuzz.fuzz_parquet [OPTIONS OF LIBFUZZER] [CORPUS...]`."""

from fuzz.run import run

if __name__ == "__main__":
    run("parquet")
