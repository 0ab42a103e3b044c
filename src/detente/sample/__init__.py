"""Texts of our own that come with the package: a real subject, and an invented one.

``nato_russia`` holds short dispatches on NATO and Russia, May 1997 to May 2002: what they report is
history, the papers that print them are invented. ``fictional`` tells one story of invented states, with
the tables that know them and, in ``story.yaml``, what is open, met or proved wrong at which date.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from detente.errors import SettingError

SAMPLES = ("nato_russia", "fictional")


def sample_folder(name: str = "nato_russia") -> Path:
    """The folder of a bundled sample: text files with a ``metadata.csv``.

    Args:
        name: ``nato_russia`` or ``fictional``.

    Raises:
        SettingError: there is no sample of that name, or it is not installed as files.
    """
    if name not in SAMPLES:
        raise SettingError(f"There is no sample {name!r}; there are {' and '.join(SAMPLES)}.")
    folder = Path(str(files("detente.sample").joinpath(name)))
    if not folder.is_dir():
        raise SettingError(f"The sample {name!r} is not at {folder}. Install Detente again from its wheel.")
    return folder
