"""Mentions without a name: pronouns, roles, "the two countries"."""
