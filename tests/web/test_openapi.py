"""The addresses that programs ask: described completely, and never broken by what they are asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rashomon.web.pages import pages
from rashomon.web.views.openapi import TAKES, answering, document, plain

if TYPE_CHECKING:
    from starlette.testclient import TestClient

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SEEDS = int(os.environ.get("RASHOMON_TEST_EXAMPLES", "8"))  # requests for each address


def test_every_page_with_parameters_is_described() -> None:
    known = {plain(page.path) for page in pages()}
    assert set(TAKES) <= known
    assert {plain(page.path) for page in answering()} == {path.rsplit(".", 1)[0] for path in document()["paths"]}


def test_the_page_and_its_twin(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["openapi"] == "3.1.0"
    assert "/incidents/{incident}/matrix" in client.get("/openapi").text


@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_no_request_breaks_an_address(client: TestClient, path: str) -> None:
    operation = schemathesis.openapi.from_dict(document())[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=SEEDS, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def asked(case: schemathesis.Case) -> None:
        answer = client.request(case.method, case.formatted_path, params=case.query)
        case.validate_response(answer, checks=CHECKS)

    asked()


def test_real_rows_meet_the_description(client: TestClient) -> None:
    operations = schemathesis.openapi.from_dict(document())
    for path in ("/incidents.json", "/disputes.json", "/audit.json", "/incidents.csv"):
        answer = client.get(path)
        assert answer.status_code == 200
        operations[path]["GET"].Case().validate_response(answer, checks=CHECKS)
