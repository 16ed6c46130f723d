"""The settings file: defaults, ranges, mistakes, and changing one line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.note import NoteFormat
from plantui.model.period import Period, Unit
from plantui.settings.config import read_config, with_setting
from plantui.settings.known import KNOWN, NAMES, Settings, known
from plantui.settings.problem import Problem

FILE = Path("config.toml")

DEFAULTS = {
    "names.default": "full",
    "lock.after": "5m",
    "blank.lock_after": "60s",
    "sign.by": "initials",
    "sign.seal_after": "60s",
    "review.cadence": "12w",
    "review.window": "30d",
    "note.format": "DAP",
    "note.length": "50m",
    "date.order": "locale",
    "keys.hint_after": "300",
    "theme": "dark",
    "editor.enabled": "true",
    "editor.command": "",
    "export.dir": "",
    "library.path": "",
    "undo.days": "30d",
    "retention.years": "7",
    "retention.after_majority": "3",
    "retention.majority": "18",
}


def sentences(text):
    return [problem.sentence for problem in read_config(text, FILE).problems]


def test_the_names_and_defaults():
    assert {setting.name: setting.shown(Settings()) for setting in KNOWN} == DEFAULTS


def test_every_field_is_a_setting_and_every_setting_says_what_it_is():
    assert [setting.field for setting in KNOWN] == [field.name for field in msgspec.structs.fields(Settings)]
    assert all(setting.help for setting in KNOWN)
    assert known("theme") is KNOWN[NAMES.index("theme")]


def test_an_empty_file_is_the_defaults():
    assert read_config("", FILE).settings == Settings()
    assert sentences("[lock]\n") == []


def test_dotted_names_and_tables_are_the_same():
    dotted = read_config('lock.after = "10m"\nnote.format = "soap"\n', FILE)
    tables = read_config('[lock]\nafter = "10m"\n[note]\nformat = "SOAP"\n', FILE)
    quoted = read_config('"lock.after" = "10m"\n"note.format" = "SOAP"\n', FILE)
    assert dotted == tables == quoted
    assert dotted.settings.lock_after == timedelta(minutes=10)
    assert dotted.settings.note_format is NoteFormat.SOAP


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('names.default = "Initials"', "names_default", "initials"),
        ('lock.after = "1m"', "lock_after", timedelta(minutes=1)),
        ('lock.after = "900s"', "lock_after", timedelta(minutes=15)),
        ('sign.seal_after = "0s"', "sign_seal_after", timedelta(0)),
        ('sign.by = "passphrase"', "sign_by", "passphrase"),
        ('review.cadence = "6w"', "review_cadence", Period(n=6, unit=Unit.WEEK)),
        ('review.cadence = "3m"', "review_cadence", Period(n=3, unit=Unit.MONTH)),
        ('review.window = "45d"', "review_window", 45),
        ("review.window = 45", "review_window", 45),
        ('note.length = "1h"', "note_length", timedelta(hours=1)),
        ('date.order = "dmy"', "date_order", "dmy"),
        ("keys.hint_after = -1", "keys_hint_after", -1),
        ('keys.hint_after = "0"', "keys_hint_after", 0),
        ('theme = "contrast"', "theme", "contrast"),
        ("editor.enabled = false", "editor_enabled", False),
        ('editor.command = "vim -n -i NONE"', "editor_command", "vim -n -i NONE"),
        ('export.dir = "/srv/out"', "export_dir", Path("/srv/out")),
        ('library.path = ""', "library_path", None),
        ("undo.days = 7", "undo_days", 7),
    ],
)
def test_values(line, field, value):
    read = read_config(line, FILE)
    assert read.problems == ()
    assert getattr(read.settings, field) == value
    assert read.settings == msgspec.structs.replace(Settings(), **{field: value})


def test_a_tilde_is_the_persons_own_folder():
    assert read_config('library.path = "~/lib"', FILE).settings.library_path == Path.home() / "lib"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('lock.aftr = "5m"', "config.toml line 1: lock.aftr is not a setting. Did you mean lock.after?"),
        ("zzz = 1", "config.toml line 1: zzz is not a setting."),
        ('lock.after = "30m"', "config.toml line 1: lock.after is a time from 60s to 15m. 5m holds."),
        ("lock.after = 5", "config.toml line 1: lock.after is a time from 60s to 15m. 5m holds."),
        ('sign.seal_after = "6m"', "config.toml line 1: sign.seal_after is a time from 0s to 5m. 60s holds."),
        (
            'review.cadence = "often"',
            "config.toml line 1: review.cadence is a time such as 12w, from 7 to 366 days. 12w holds.",
        ),
        (
            'review.window = "0d"',
            "config.toml line 1: review.window is a number of days from 1 to 366. 30d holds.",
        ),
        ("undo.days = true", "config.toml line 1: undo.days is a number of days from 1 to 366. 30d holds."),
        (
            'names.default = "none"',
            "config.toml line 1: names.default is one of full, initials, codes. full holds.",
        ),
        ('note.format = "ABC"', "config.toml line 1: note.format is one of DAP, SOAP, BIRP, free. DAP holds."),
        (
            "keys.hint_after = 3.5",
            "config.toml line 1: keys.hint_after is a number of milliseconds from -1 to 10000. 300 holds.",
        ),
        ('editor.enabled = "perhaps"', "config.toml line 1: editor.enabled is true or false. true holds."),
        (
            "editor.command = 3",
            "config.toml line 1: editor.command is a text in quotes, on one line. The default holds.",
        ),
        (
            'export.dir = "out"',
            "config.toml line 1: export.dir is a whole path, from / or ~. The default holds.",
        ),
        (
            'export.dir = "~nobodyhere/x"',
            "config.toml line 1: export.dir names a person nobody knows here. The default holds.",
        ),
        ("theme = [1]", "config.toml line 1: theme is one of dark, light, contrast, mono. dark holds."),
    ],
)
def test_a_mistake_names_its_place_and_what_holds(line, sentence):
    read = read_config(line, FILE)
    assert [problem.sentence for problem in read.problems] == [sentence]
    assert read.settings == Settings()


def test_what_is_right_holds_beside_what_is_wrong():
    text = '# mine\n[lock]\nafter = "30m"\n\n[note]\nformat = "SOAP"\nfromat = "DAP"\n'
    read = read_config(text, FILE)
    assert read.settings.note_format is NoteFormat.SOAP
    assert [(problem.line, problem.nearest) for problem in read.problems] == [(3, ""), (7, "note.format")]


def test_a_problem_never_carries_a_control_character():
    told = sentences('"a\\u001b[31m\\u202e" = 1\n')
    assert told == ["config.toml line 1: a\ufffd[31m\ufffd is not a setting."]


def test_mistakes_are_told_in_the_order_of_the_file():
    assert [one.line for one in read_config("# a\u2028b\nzzz = 1\n", FILE).problems] == [2]
    assert [one.line for one in read_config("lock.aftr = 1\ntheme = 3\nlock.x = 2\n", FILE).problems] == [1, 2, 3]


def test_a_text_that_is_not_toml_leaves_the_defaults():
    read = read_config('theme = "light"\nlock.after =\n', FILE)
    assert read.settings == Settings()
    assert read.problems[0].line == 2
    assert read.problems[0].sentence.startswith("config.toml line 2: This is not TOML:")


@pytest.mark.parametrize(
    ("text", "name", "written", "result"),
    [
        ("", "theme", "light", 'theme = "light"\n'),
        ('theme = "dark"  # my eyes\n', "theme", "light", 'theme = "light"  # my eyes\n'),
        ('[lock]\nafter = "5m"\n', "lock.after", "10m", '[lock]\nafter = "10m"\n'),
        ("[lock]\n# soon\n", "lock.after", "10m", '[lock]\nafter = "10m"\n# soon\n'),
        ('[lock]\nafter = "5m"\n', "theme", "mono", 'theme = "mono"\n[lock]\nafter = "5m"\n'),
        ("# mine\n", "note.format", "soap", '# mine\nnote.format = "SOAP"\n'),
        ("", "editor.enabled", "off", "editor.enabled = false\n"),
        ("", "keys.hint_after", "-1", "keys.hint_after = -1\n"),
        ("", "editor.command", r'vim "a\b"', 'editor.command = "vim \\"a\\\\b\\""\n'),
        ("editor.command = 'vi # no'\n", "editor.command", "nano", 'editor.command = "nano"\n'),
        ('# a\u2028b\ntheme = "dark"\n', "theme", "mono", '# a\u2028b\ntheme = "mono"\n'),
        ('lock.aftr = "5m"\n', "theme", "mono", 'lock.aftr = "5m"\ntheme = "mono"\n'),
    ],
)
def test_changing_one_setting_leaves_the_rest(text, name, written, result):
    assert with_setting(text, name, written, FILE) == result


@pytest.mark.parametrize(
    ("text", "name", "written", "words"),
    [
        ("", "them", "light", "them is not a setting. Did you mean theme?"),
        ("", "lock.after", "30m", "lock.after is a time from 60s to 15m."),
        ("theme =", "theme", "dark", "line 1: This is not TOML"),
        ('theme = """\ndark"""\n', "theme", "light", "theme could not be changed in this file. Change it by hand."),
        ("lock = 3\n", "lock.after", "10m", "lock.after could not be changed in this file. Change it by hand."),
    ],
)
def test_a_change_that_cannot_be_made_says_why(text, name, written, words):
    problem = with_setting(text, name, written, FILE)
    assert isinstance(problem, Problem)
    assert words in problem.sentence


VALUES = st.one_of(
    st.text(max_size=10), st.integers(-2, 400).map(str), st.sampled_from(["5m", "6w", "30d", "on", "SOAP"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6))
def test_a_change_that_is_made_reads_back_and_nothing_else_moves(changes):
    text = "# mine\n[note]\nlength = '45m'\n"
    for name, written in changes:
        changed = with_setting(text, name, written, FILE)
        if isinstance(changed, Problem):
            continue
        setting = known(name)
        before, after = read_config(text, FILE), read_config(changed, FILE)
        assert after.problems == ()
        assert setting.value(after.settings) == setting.kind.read(written)
        for other in KNOWN:
            assert other is setting or other.value(before.settings) == other.value(after.settings)
        assert changed.startswith(("# mine\n", "# mine"))
        text = changed


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*NAMES, "x.y"]), st.text(max_size=12)), max_size=5))
def test_random_files_never_raise(lines):
    text = "\n".join(f"{name} = {written}" for name, written in lines)
    read = read_config(text, FILE)
    assert isinstance(read.settings, Settings)
    for problem in read.problems:
        assert problem.sentence
