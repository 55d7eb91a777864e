"""Fuzz targets: bytes in, a result or one of our own errors out; see README.md."""
