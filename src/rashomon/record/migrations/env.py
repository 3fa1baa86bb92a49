"""Alembic's entry: runs on the connection, and in the transaction, that ``opening.py`` hands over."""

from alembic import context

from rashomon.record import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
context.run_migrations()
