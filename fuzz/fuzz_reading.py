"""Fuzz reading: `python -m fuzz.fuzz_reading [OPTIONS OF LIBFUZZER] [CORPUS...]`."""

from fuzz.run import run

if __name__ == "__main__":
    run("reading")
