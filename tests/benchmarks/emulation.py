"""The terminal under the program: a screen, and the answers a real terminal gives to queries."""

from __future__ import annotations

import codecs
import re

import pyte

QUERY_RE = re.compile(
    rb"\x1b\[(?P<cpr>\??6)n|\x1b\[(?P<dsr>5)n|\x1b\[(?P<da>[>=]?)0?c"
    rb"|\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<amode>\d+)\$p|\x1b\[(?P<kitty>\?)u"
    rb"|\x1b\[>0?(?P<xtv>q)|\x1b\](?P<osc>1[0-2]);\?(?:\x07|\x1b\\)"
    rb"|\x1b\]4;(?P<pal>\d+);\?(?:\x07|\x1b\\)|\x1b\[(?P<win>1[4689])t"
    rb"|\x1bP\+q(?P<tcap>[0-9a-fA-F;]*)\x1b\\|\x1bP\$q(?P<rqss>[^\x1b]*)\x1b\\"
)
# what pyte does not know and would print as text
DROP_RE = re.compile(
    rb"\x1b\[[<>=?]?[\d;:]*[ !\"#$%&'*+]+[@-~]|\x1b\[[<>=][\d;:]*[@-~]|\x1b\[\?[\d;]*[usq]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b\[[\d;:]*t"
)
MODE1_RE = re.compile(rb"\x1b\[\?(?:[\d;]*;)?1(?:;[\d;]*)?([hl])")
PARTIAL_RE = re.compile(rb"\x1b(?:\[[\d;:<>=?!\"#$%&'*+ ]*|[\]P_^X][^\x07\x1b]*\x1b?)?$")


class Terminal:
    """Emulated screen (pyte) and the answers a real terminal gives to queries."""

    def __init__(self, cols: int, rows: int, profile: str) -> None:
        self.cols, self.rows, self.profile = cols, rows, profile
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.pending: list[tuple[float, bytes]] = []
        self.qtail = b""
        self.ptail = b""
        self.queries: list[str] = []
        self.app_cursor = False  # DECCKM: arrows are sent as SS3

    def feed_screen(self, data: bytes) -> None:
        data = self.ptail + data
        tail = PARTIAL_RE.search(data)
        self.ptail = b""
        if tail and len(tail.group()) < 4096:
            self.ptail = tail.group()
            data = data[: tail.start()]
        data = re.sub(rb"(\x1b\[[\d;]*):(\d+)", rb"\1;\2", DROP_RE.sub(b"", data))
        try:
            self.stream.feed(self.decode(data))
        except Exception as error:  # an emulator fault must not end the measurement
            self.queries.append(f"pyte:{error!r}"[:60])

    def lag(self, when: float, data: bytes) -> None:
        self.pending.append((when, data))

    def catch_up(self, text: str | None = None) -> float | None:
        """Feed what is pending; return the time of the chunk that made `text` visible."""
        seen = None
        for when, data in self.pending:
            self.feed_screen(data)
            if text and seen is None and self.shows(text):
                seen = when
        self.pending.clear()
        return seen

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.screen.display)

    def answers(self, data: bytes) -> bytes:
        buf = self.qtail + data
        for m in MODE1_RE.finditer(buf):
            self.app_cursor = m[1] == b"h"
        out, end = [], 0
        for match in QUERY_RE.finditer(buf):
            end = match.end()
            if self.profile != "silent":
                out.append(self.answer(match))
            self.queries.append(match.group().decode("latin1").replace("\x1b", "ESC "))
        rest = buf[end:]
        cut = rest.rfind(b"\x1b")
        self.qtail = rest[cut:] if cut >= 0 and len(rest) - cut < 64 else b""
        if self.qtail and QUERY_RE.match(self.qtail):
            self.qtail = b""
        return b"".join(out)

    def answer(self, m: re.Match[bytes]) -> bytes:
        g = m.groupdict()
        if g["cpr"]:
            self.catch_up()
            c = self.screen.cursor
            q = "?" if g["cpr"].startswith(b"?") else ""
            return f"\x1b[{q}{c.y + 1};{min(c.x, self.cols - 1) + 1}R".encode()
        if g["dsr"]:
            return b"\x1b[0n"
        if g["da"] is not None:
            return {b"": b"\x1b[?62;4;22c", b">": b"\x1b[>41;388;0c", b"=": b"\x1bP!|00000000\x1b\\"}[g["da"]]
        if g["mode"]:
            known = {1, 7, 25, 47, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004}
            if self.profile == "modern":
                known |= {2026}
            n = int(g["mode"])
            return f"\x1b[?{n};{2 if n in known else 0}$y".encode()
        if g["amode"]:
            return b"\x1b[" + g["amode"] + b";0$y"
        if g["xtv"]:
            return b"\x1bP>|ttybench(1)\x1b\\"
        if g["osc"]:
            value = {b"10": b"ffff/ffff/ffff"}.get(g["osc"], b"0000/0000/0000")
            return b"\x1b]" + g["osc"] + b";rgb:" + value + b"\x1b\\"
        if g["pal"]:
            return b"\x1b]4;" + g["pal"] + b";rgb:8080/8080/8080\x1b\\"
        if g["win"]:
            r, c = self.rows, self.cols
            return {
                b"14": f"\x1b[4;{r * 16};{c * 8}t",
                b"16": "\x1b[6;16;8t",
                b"18": f"\x1b[8;{r};{c}t",
                b"19": f"\x1b[9;{r};{c}t",
            }[g["win"]].encode()
        if g["tcap"] is not None:
            return b"\x1bP0+r" + g["tcap"] + b"\x1b\\"
        if g["rqss"] is not None:
            return b"\x1bP0$r\x1b\\"
        return b""  # kitty keyboard query: unsupported terminals stay silent
