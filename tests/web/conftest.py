"""A record of the demo, made once with rules alone, and a browser without a network before it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from rashomon.config import Settings
from rashomon.web import create_app


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's record, built with rules alone."""
    from rashomon import demo as invented

    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        summary = invented.build(folder)
    assert not summary.failed
    return folder / "rashomon.db"


@pytest.fixture(scope="session")
def visiting() -> Iterator[Callable[..., TestClient]]:
    """Opens the pages of a record; settings by name."""
    opened: list[TestClient] = []

    def call(path: Path, **more: object) -> TestClient:
        chosen = msgspec.structs.replace(Settings(record=str(path), encoder="none"), **more)
        client = TestClient(create_app(chosen), base_url="http://127.0.0.1:8737", raise_server_exceptions=False)
        client.get(client.app.state.guard.entry())  # with the token, as the person who started it would
        opened.append(client)
        return client

    yield call
    for client in opened:
        client.close()


@pytest.fixture(scope="session")
def client(visiting: Callable[..., TestClient], record: Path) -> TestClient:
    return visiting(record)
