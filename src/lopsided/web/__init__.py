"""The web app: pages rendered here, each with its twins for machines."""
