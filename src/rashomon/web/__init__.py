"""The pages: see the accounts side by side, go to the words, decide. Server-made HTML; no outside host is ever asked.

``create_app`` makes the application; each page is a module of ``views``. JavaScript is an extra everywhere.
"""

from .app import create_app

__all__ = ["create_app"]
