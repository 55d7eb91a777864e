"""Fuzz scenarios: `python -m fuzz.fuzz_scenarios [OPTIONS OF LIBFUZZER] [CORPUS...]`."""

from fuzz.run import run

if __name__ == "__main__":
    run("scenarios")
