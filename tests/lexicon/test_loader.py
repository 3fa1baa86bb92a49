"""The lexicon is the same with and without the C parser, which takes more than YAML allows."""

from importlib import resources

import pytest
import yaml

FILES = sorted(
    (file.name, file) for file in resources.files("rashomon.lexicon").iterdir() if file.name.endswith(".yaml")
)


@pytest.mark.parametrize("file", [file for _, file in FILES], ids=[name for name, _ in FILES])
def test_every_file_is_yaml_for_the_slow_parser_too(file) -> None:
    yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
