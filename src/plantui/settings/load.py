"""Reading everything a person has set up, at the start of a run."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from plantui.settings.config import read_config
from plantui.settings.environment import overridden
from plantui.settings.known import Settings
from plantui.settings.own_files import read_text
from plantui.settings.paths import Paths, find_paths
from plantui.settings.problem import Problem


class SetUp(msgspec.Struct, frozen=True):
    """Settings and places for one run, and what was wrong with the files."""

    settings: Settings
    paths: Paths
    problems: tuple[Problem, ...] = ()


def load(store: str | None, environ: Mapping[str, str]) -> SetUp:
    """Read the settings and find the places; the environment comes before the file.

    Args:
        store: The folder given with `--store`, or None.
        environ: The environment.
    """
    first = find_paths(store, environ)
    text = read_text(first.config_file)
    problems: tuple[Problem, ...] = ()
    settings = Settings()
    if isinstance(text, Problem):
        problems = (text,)
    elif text is not None:
        read = read_config(text, first.config_file)
        settings, problems = read.settings, read.problems
    chosen, more = overridden(settings, environ)
    paths = find_paths(store, environ, chosen)
    if paths.exports == paths.store or paths.store in paths.exports.parents:
        what = f"export.dir lies inside the store. {first.exports} is used."
        more = (*more, Problem(first.config_file, 0, what))
        chosen = msgspec.structs.replace(chosen, export_dir=None)
        paths = find_paths(store, environ, chosen)
    return SetUp(chosen, paths, (*problems, *more))
