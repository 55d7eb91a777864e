"""Fuzz figures: `python -m fuzz.fuzz_figures [OPTIONS OF LIBFUZZER] [CORPUS...]`."""

from fuzz.run import run

if __name__ == "__main__":
    run("figures")
