"""Reported figures held against measures. Sees records and measures, never the model."""
