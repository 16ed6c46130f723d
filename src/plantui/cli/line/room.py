"""Where a conversation stands: the client it is about, the line of the plan spoken of last, what waits to be saved."""

from __future__ import annotations

from dataclasses import dataclass, field

from plantui.cli import asking, refs
from plantui.cli.exits import Stop
from plantui.cli.line.speech import sentence, spoken
from plantui.cli.line.talk import Talk
from plantui.cli.lists import name_of
from plantui.cli.session import Session
from plantui.model.chart import Chart
from plantui.model.ids import Ids
from plantui.model.summary import Summary
from plantui.model.tree import Place
from plantui.practice.command import Command, Step
from plantui.practice.lexicon import lexicon
from plantui.practice.practice import Clash, Practice
from plantui.practice.refusal import Refused
from plantui.practice.shelving import Shelf
from plantui.practice.texts import Texts
from plantui.quickentry import Lexicon


@dataclass
class Room:
    """One conversation with somebody working in a store.

    Attributes:
        session: the run.
        talk: sentences out, lines in.
        names: how names are said: full, initials or codes.
        chart_id: the client the conversation is about; empty before one is chosen.
        node: the line of the plan spoken of last.
        shelf: lines that were copied.
        last: the change that ``again`` does again.
    """

    session: Session
    talk: Talk
    names: str = "full"
    chart_id: str = ""
    node: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    last: Command | None = None
    _texts: Texts | None = None

    # who and what

    @property
    def practice(self) -> Practice:
        """The open practice."""
        return self.session.practice

    @property
    def texts(self) -> Texts:
        """Drafts of the texts that are typed here."""
        if self._texts is None:
            from plantui.vault.drafts import DraftBook
            from plantui.vault.founddraft import Owner

            acting = self.practice.acting
            owner = Owner(who=acting().user.id, session=self.session.terminal)
            self._texts = Texts(DraftBook(self.session.store.parts, owner, lambda: acting().now))
        return self._texts

    def forget_texts(self) -> None:
        """Leave every text to be found again, before the store is closed."""
        if self._texts is not None:
            self._texts.leave()
            self._texts = None

    def chart(self) -> Chart:
        """The chart of the client the conversation is about.

        Raises:
            Refused: nobody was chosen yet.
        """
        if not self.chart_id:
            raise Refused("No client is chosen. Type client and a piece of the name.")
        return self.practice.chart(self.chart_id)

    def words(self) -> Lexicon:
        """What a typed line can mean here."""
        chart = self.practice.chart(self.chart_id) if self.chart_id else None
        return lexicon(chart, self.practice.acting())

    def new_id(self) -> str:
        """An id for a text that begins."""
        make: Ids = self.practice.acting().new_id
        return make()

    def place(self, code: str) -> Place:
        """The line of the plan with a code.

        Raises:
            Refused: there is none, or no plan.
        """
        try:
            found = refs.node(self.chart(), code.lstrip("#"))
        except Stop as stop:
            raise Refused(stop.sentence.partition(" plantui show")[0] + " plan says them all.") from None
        self.node = found.node.id
        return found

    def name(self, summary: Summary) -> str:
        """The client's name as the privacy mode allows."""
        return name_of(summary, self.names) or summary.code

    def discreet(self, text: str, chart_id: str) -> str:
        """A sentence of the practice with the client's name as the privacy mode allows."""
        summary = self.practice.summary(chart_id)
        if self.names == "full" or summary is None:
            return text
        return text.replace(name_of(summary, "full"), self.name(summary))

    # changing

    def may_change(self) -> None:
        """Let only those go on who may change charts.

        Raises:
            Refused: this is somebody who only reads.
        """
        try:
            asking.refuse_readers(self.session)
        except Stop as stop:
            raise Refused(stop.sentence) from None

    def do(self, command: Command, *, quiet: bool = False, group: str = "") -> Step:
        """Do a command on the client's chart, store it, and say what was done.

        Steps that follow each other with the same ``group`` are one intention for undo.

        Raises:
            Refused: it does not fit, or another terminal changed the same place first.
            VaultFault: it is not stored yet; ``retry`` tries again.
        """
        self.may_change()
        step = self.practice.perform(self.chart().id, command, group)
        if step.focus and step.chart is not None:
            self.node = step.focus
        if type(command).repeatable:
            self.last = command
        self.save()
        if not quiet:
            self.talk.say(sentence(self.discreet(step.message, step.chart_id)))
        return step

    def told(self, message: str, chart_id: str) -> None:
        """Store what was done to several charts at once, and say it.

        Raises:
            Refused: another terminal changed the same place first; theirs stands.
            VaultFault: it is not stored yet; ``retry`` tries again.
        """
        self.save()
        self.talk.say(sentence(self.discreet(message, chart_id)))

    def save(self) -> None:
        """Store what is waiting.

        Raises:
            Refused: another terminal changed the same place first; theirs stands.
            VaultFault: it could not be stored and waits.
        """
        try:
            self.practice.save()
        except Clash as clash:
            self._give_way(clash)

    def _give_way(self, clash: Clash) -> None:
        """Drop a step that clashed and what waits behind it for the same chart, and read the chart again."""
        writer = self.practice.writer
        while True:
            writer.drop()
            try:
                self.practice.save()
            except Clash as behind:
                if behind.step.chart_id == clash.step.chart_id:
                    continue
                raise
            finally:
                self.practice.refresh()
            break
        said = spoken(self.discreet(clash.step.message, clash.step.chart_id))
        raise Refused(f"Another terminal changed the same place first. Theirs stands. Not kept: {said}.")
