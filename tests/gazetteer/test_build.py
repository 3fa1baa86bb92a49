"""Building a gazetteer from a GeoNames dump."""

from __future__ import annotations

import zipfile

import pytest

from rashomon.errors import MissingInputError, UnreadableInputError
from rashomon.gazetteer import Gazetteer, build


def line(number, name, others="", lat="35.5", lon="38.2", feature="P.PPL", country="VM", province="07", people="1200"):
    group, code = feature.split(".")
    cells = [
        str(number),
        name,
        name,
        others,
        lat,
        lon,
        group,
        code,
        country,
        "",
        province,
        "",
        "",
        "",
        people,
        "",
        "400",
        "Etc/UTC",
        "2030-01-01",
    ]
    return "\t".join(cells) + "\n"


DUMP = (
    line(11, "Karsa", "Al Karsah,KRS,كرسا,karsa,Fort Velm")
    + line(12, "Upper Karsa", feature="A.ADM1", people="90000")
    + line(13, "Tel Oram", "Tall Uram", lat="35.9", people="")
    + line(14, "Karsa Grand Hotel", feature="S.HTL")
    + line(15, "Dessary Air Base", feature="S.AIRB")
)


@pytest.mark.parametrize("packed", [False, True])
def test_build_and_look_up(tmp_path, packed):
    source = tmp_path / "dump.txt"
    source.write_text(DUMP, encoding="utf8")
    if packed:
        with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
            archive.write(source, "dump.txt")
        source = tmp_path / "dump.zip"
    target = tmp_path / "places.sqlite"
    assert build(source, target) == 4
    gazetteer = Gazetteer(target, {})
    (karsa,) = gazetteer.lookup("KARSA")
    assert (karsa.geonameid, karsa.lat, karsa.lon, karsa.province, karsa.population) == (
        11,
        35.5,
        38.2,
        "Upper Karsa",
        1200,
    )
    assert gazetteer.lookup("al-Karsah")[0].geonameid == 11
    assert not gazetteer.lookup("al-Karsah")[0].alternate  # a spelling
    assert gazetteer.lookup("Fort Velm")[0].alternate  # another name
    assert gazetteer.lookup("Tall Uram")[0].population == 0
    assert gazetteer.lookup("Dessary Air Base")[0].kind == "facility"
    assert gazetteer.lookup("Karsa Grand Hotel") == ()
    assert gazetteer.lookup("KRS") == ()  # an airport's code is no name
    assert not list(tmp_path.glob("*.part"))


def test_building_twice_gives_the_same_bytes(tmp_path):
    source = tmp_path / "dump.txt"
    source.write_text(DUMP, encoding="utf8")
    for name in ("a.sqlite", "b.sqlite"):
        build(source, tmp_path / name)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_errors_name_the_file_and_line(tmp_path):
    with pytest.raises(MissingInputError):
        build(tmp_path / "no.txt", tmp_path / "t.sqlite")
    bad = tmp_path / "bad.txt"
    bad.write_text(line(1, "Karsa") + "two\tcolumns\n", encoding="utf8")
    with pytest.raises(UnreadableInputError, match="line 2: 2 columns, not 19"):
        build(bad, tmp_path / "t.sqlite")
    bad.write_text(line(1, "Karsa", lat="north"), encoding="utf8")
    with pytest.raises(UnreadableInputError, match="line 1"):
        build(bad, tmp_path / "t.sqlite")
    bad.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInputError, match="UTF-8"):
        build(bad, tmp_path / "t.sqlite")
    bad.write_text("", encoding="utf8")
    with pytest.raises(UnreadableInputError, match="no places"):
        build(bad, tmp_path / "t.sqlite")
    assert not (tmp_path / "t.sqlite").exists()
