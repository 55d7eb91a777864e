"""The trade model in changes (exact hat algebra): calibrate an economy, cut a tie, see who loses what."""
