"""What ``build_data.py`` is made of: one module per dataset, one for the wheels, one for the Parquet files."""
