"""The scripts and the base map that the pages bring along, taken from npm packages and held to a lock.

    python requirements/web_assets.py check            the files are those of the lock (offline; a test does the same)
    python requirements/web_assets.py fetch            take all packages of the lock again (needs npm)
    python requirements/web_assets.py update NAME V    take version V of NAME and write it into the lock (needs npm)

The lock names for each package its version, the SHA-512 of its archive as npm has it, its licence, and for each file taken
where it stands in the archive and its SHA-256. Archives are asked for with npm's own settings; no address stands here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "web" / "static" / "vendor"
LOCK = VENDOR / "lock.json"
MOST = 3_000_000  # bytes of all files: what an installation may grow by


def check(folder: Path = VENDOR) -> list[str]:
    """What is wrong with the files; nothing where they are those of the lock."""
    found = []
    lock = json.loads((folder / LOCK.name).read_text("utf-8"))
    known = {LOCK.name}
    for package in lock["packages"]:
        if not package["integrity"].startswith("sha512-") or not package["licence"]:
            found.append(f"{package['name']}: no hash or no licence")
        for name, file in package["files"].items():
            known.add(name)
            path = folder / name
            if not path.is_file():
                found.append(f"{name} is missing: take it again with fetch")
            elif _sha256(path.read_bytes()) != file["sha256"]:
                found.append(f"{name} is not the file of {package['name']} {package['version']}")
        if package["licence_file"] not in package["files"]:
            found.append(f"{package['name']}: its licence is not beside it")
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found += [f"{name} is in no package of the lock" for name in sorted(here - known)]
    size = sum((folder / name).stat().st_size for name in here)
    if size > MOST:
        found.append(f"{size:,} bytes are more than {MOST:,}")
    return found


def take(package: dict[str, Any], *, renew: bool) -> None:
    """Fetches one package and writes its files. With ``renew`` the lock's hashes are written anew, else they must hold."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", wanted, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if renew:
            package["integrity"] = integrity
        elif integrity != package["integrity"]:
            sys.exit(f"{wanted}: the archive is not that of the lock")
        with tarfile.open(archive) as packed:
            for name, file in package["files"].items():
                if file["from"] is None:  # a licence that the archive names but does not hold: kept by hand
                    continue
                content = _content(packed, file["from"])
                if renew:
                    file["sha256"] = _sha256(content)
                elif _sha256(content) != file["sha256"]:
                    sys.exit(f"{wanted}: {file['from']} is not that of the lock")
                (VENDOR / name).write_bytes(content)


def _content(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.extractfile(f"package/{name}")
    if member is None:
        sys.exit(f"{name} is no file of the archive")
    return member.read()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(arguments: list[str]) -> None:
    """Runs one of the three."""
    lock = json.loads(LOCK.read_text("utf-8"))
    if arguments == ["check"]:
        if found := check():
            sys.exit("\n".join(found))
    elif arguments == ["fetch"]:
        for package in lock["packages"]:
            take(package, renew=False)
    elif len(arguments) == 3 and arguments[0] == "update":
        _, name, version = arguments
        (package,) = (one for one in lock["packages"] if one["name"] == name)
        package["version"] = version
        take(package, renew=True)
        LOCK.write_text(json.dumps(lock, indent=1) + "\n", "utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
