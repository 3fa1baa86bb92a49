"""Alembic's steps from one shape of the record to the next; ``opening.py`` runs them."""
