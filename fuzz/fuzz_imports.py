"""Fuzz imports: `python -m fuzz.fuzz_imports [OPTIONS OF LIBFUZZER] [CORPUS...]`."""

from fuzz.run import run

if __name__ == "__main__":
    run("imports")
