"""Records and the dossier that keeps them. Knows nothing of datasets, measures or the model."""
