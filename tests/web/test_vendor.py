"""The scripts that the pages bring along are those of the lock, with their licences, and ask no other host."""

import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def assets() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_assets", ROOT / "requirements" / "web_assets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_is_that_of_the_lock(assets: ModuleType) -> None:
    assert assets.check() == []


def test_a_changed_a_missing_and_a_stray_file_are_named(assets: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "vendor"
    shutil.copytree(assets.VENDOR, folder)
    (folder / "htmx.min.js").write_text("alert(1)")
    (folder / "pmtiles.js").unlink()
    (folder / "more.js").write_text("")
    found = " ".join(assets.check(folder))
    assert "htmx.min.js is not the file of htmx.org" in found
    assert "pmtiles.js is missing" in found
    assert "more.js is in no package" in found


def test_the_lock_names_no_registry(assets: ModuleType) -> None:
    assert not re.search("https?://", assets.LOCK.read_text())


def test_the_base_map_has_countries_and_land(assets: ModuleType) -> None:
    world = json.loads((assets.VENDOR / "countries-50m.json").read_text("utf-8"))
    assert world["type"] == "Topology"
    assert len(world["objects"]["countries"]["geometries"]) > 200
    assert "land" in world["objects"]
