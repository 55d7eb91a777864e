"""Data packs: tables a user brings or fetches, kept as Parquet by year beside what ships."""
