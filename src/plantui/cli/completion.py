"""Shell completion: commands, flags, measures, statuses and, only while unlocked, client ids; never names or text."""

from __future__ import annotations

from collections.abc import Iterator

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.model.status import STATUS_MEANINGS, STATUS_WORDS, ClientStatus

SCRIPTS = {
    "bash": """\
# plantui completion: put this line into ~/.bashrc
#     eval "$(plantui completion bash)"
_plantui() {
    local IFS=$'\\n'
    COMPREPLY=($(compgen -W "$(plantui completion --words "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null |
        cut -f1)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _plantui plantui
""",
    "zsh": """\
# plantui completion: put this line into ~/.zshrc, behind compinit
#     eval "$(plantui completion zsh)"
_plantui() {
    local -a found
    local line
    while IFS=$'\\t' read -r word said; do
        found+=("${word//:/\\\\:}${said:+:$said}")
    done < <(plantui completion --words $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null)
    if (( ${#found} )); then _describe plantui found; else _files; fi
}
compdef _plantui plantui
""",
    "fish": """\
# plantui completion: put this line into ~/.config/fish/config.fish
#     plantui completion fish | source
function __plantui_words
    set -l words (commandline -opc) (commandline -ct)
    plantui completion --words (math (count $words) - 1) -- $words 2>/dev/null
end
complete -c plantui -f -a '(__plantui_words)'
""",
}
"""The script of each shell."""

Word = tuple[str, str]
"""A word that can stand there, and a few words about it."""


@click.command("completion", cls=GlobalCommand, context_settings={"ignore_unknown_options": True})
@click.option("--words", "at", type=int, hidden=True, help="Print the words that can stand at this place.")
@click.argument("shell", metavar="bash|zsh|fish", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def completion_command(session: Session, at: int | None, shell: tuple[str, ...]) -> int:
    """Print the completion script of a shell."""
    if at is not None:
        line = list(shell)
        begun = line[at] if at < len(line) else ""
        words = [each for each in candidates(session, line[1:at], begun) if each[0].startswith(begun)]
        if words:
            session.line("\n".join(f"{word}\t{said}".rstrip() for word, said in words))
        return exits.DONE
    if len(shell) != 1 or shell[0] not in SCRIPTS:
        raise exits.Stop(exits.USAGE, f"Which shell? plantui completion {'|'.join(SCRIPTS)}")
    session.line(SCRIPTS[shell[0]].rstrip("\n"))
    return exits.DONE


def candidates(session: Session, before: list[str], begun: str) -> Iterator[Word]:
    """What can stand behind these words.

    Args:
        session: the run; its flags are those of the line being typed, as far as they are known.
        before: the words between `plantui` and the place.
        begun: what stands at the place already.
    """
    from plantui.cli.door import _COMMANDS, _SAID, door

    command, rest = _command(door, before, session)
    if command is None:
        if begun.startswith("-"):
            yield from _flags(door, session)
        else:
            yield from ((name, _SAID[name].rstrip(".")) for name in _COMMANDS)
        return
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            yield name, (inner.get_short_help_str(60) if inner is not None else "")
    flag = _open_flag(command, rest)
    if flag is not None:
        yield from _of_type(flag.type)
        return
    if begun.startswith("-"):
        yield from _flags(command, session)
        return
    yield from _arguments(session, command, _plain(command, rest))


def _command(group: click.Group, before: list[str], session: Session) -> tuple[click.Command | None, list[str]]:
    """The command that is being typed and the words behind it; the store is the one the line names."""
    found: click.Command = group
    rest: list[str] = []
    skip = False
    for place, word in enumerate(before):
        if skip:
            skip = False
            continue
        if word == "--store" and place + 1 < len(before):
            session.flags.store = before[place + 1]
        if word.startswith("--store="):
            session.flags.store = word.partition("=")[2]
        if isinstance(found, click.Group) and not word.startswith("-"):
            inner = found.get_command(click.Context(found), word)
            if inner is None:
                return None, []
            found, rest = inner, []
            continue
        if found is group:
            option = _option(group, word)
            skip = option is not None and not option.is_flag and "=" not in word
            continue
        rest.append(word)
    return (None if found is group else found), rest


def _option(command: click.Command, word: str) -> click.Option | None:
    name = word.partition("=")[0]
    for each in command.get_params(click.Context(command)):
        if isinstance(each, click.Option) and name in each.opts:
            return each
    return None


def _open_flag(command: click.Command, rest: list[str]) -> click.Option | None:
    """The flag that waits for its value."""
    option = _option(command, rest[-1]) if rest and rest[-1].startswith("-") and "=" not in rest[-1] else None
    return option if option is not None and not option.is_flag else None


def _plain(command: click.Command, rest: list[str]) -> list[str]:
    """The words behind a command that are neither flags nor their values."""
    found: list[str] = []
    skip = False
    for word in rest:
        if skip:
            skip = False
        elif word.startswith("-") and _option(command, word) is not None:
            option = _option(command, word)
            skip = option is not None and not option.is_flag and "=" not in word
        else:
            found.append(word)
    return found


def _flags(command: click.Command, session: Session) -> Iterator[Word]:
    for each in command.get_params(click.Context(command, obj=session)):
        if isinstance(each, click.Option) and not each.hidden:
            name = next((one for one in each.opts if one.startswith("--")), each.opts[0])
            yield name, (each.help or "").rstrip(".")


def _of_type(kind: object) -> Iterator[Word]:
    if isinstance(kind, click.Choice):
        yield from ((str(word), "") for word in kind.choices)


def _arguments(session: Session, command: click.Command, given: list[str]) -> Iterator[Word]:
    """What the next argument can be."""
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    place = len(given)
    argument = next((each for at, each in enumerate(arguments) if at == place or each.nargs == -1), None)
    if argument is None:
        return
    name = argument.metavar or argument.name or ""
    if isinstance(argument.type, click.Choice) and "WORD" not in name:
        yield from _of_type(argument.type)
    elif command.name == "completion":
        yield from ((shell, "") for shell in SCRIPTS)
    elif command.name == "config" and name == "[NAME]":
        from plantui.settings.known import KNOWN

        yield from ((each.name, each.help) for each in KNOWN)
    elif name == "WORD":
        yield from ((word, STATUS_MEANINGS[status]) for word, status in STATUS_WORDS.items())
    elif name == "MARK":
        yield from (("+2", "much better"), ("+1", "better"), ("0", "no change"), ("-1", "worse"), ("-2", "much worse"))
    elif command.name == "measure" and name == "NAME":
        yield from ((each.id, each.short) for each in session.library.measures.values())
    elif "CLIENT" in name:
        yield "next", "the next appointment"
        yield from clients(session)


def clients(session: Session) -> list[Word]:
    """Ids of the clients in care with their initials; none while the store is locked, and never a question."""
    from plantui.vault.faults import VaultFault

    try:
        if session.keyring.sealed:
            session.key = session.keyring.from_session()
            if session.key is None:
                return []
        summaries = session.practice.summaries()
    except (VaultFault, exits.Stop):
        return []
    in_care = [each for each in summaries if each.status != ClientStatus.DISCHARGED]
    return sorted((each.code, each.initials) for each in in_care)
