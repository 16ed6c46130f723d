"""Medians, percentiles and the table of ratios."""

from __future__ import annotations

import statistics


def pct(values, q):
    """The value below which a share `q` of the values lies."""
    values = sorted(values)
    if not values:
        return None
    i = (len(values) - 1) * q
    lo = int(i)
    hi = min(lo + 1, len(values) - 1)
    return values[lo] + (values[hi] - values[lo]) * (i - lo)


def r1(x):
    """Two digits below a hundred, one above."""
    return None if x is None else round(x, 2 if abs(x) < 100 else 1)


def summary(runs: list[dict]) -> dict:
    out = {"runs": len(runs), "failed": sum(not r["ok"] for r in runs)}
    for field in (
        "wall",
        "cpu",
        "first_byte",
        "ready",
        "settled",
        "start_bytes",
        "cpu_start",
        "rss_start",
        "rss_mb",
        "exit",
    ):
        got = [r[field] for r in runs if r.get(field) is not None]
        if got:
            out[field] = r1(statistics.median(got))
            if field in ("wall", "ready"):
                out[field + "_min"] = r1(min(got))
    names = []
    for r in runs:
        for k in r.get("keys", []):
            if k["group"] not in names:
                names.append(k["group"])
    if names:
        out["keys"] = {}
    for name in names:
        ks = [k for r in runs for k in r["keys"] if k["group"] == name]
        hit = [k for k in ks if k["last"] is not None]
        out["keys"][name] = {
            "n": len(ks),
            "silent": len(ks) - len(hit),
            "first_p50": r1(pct([k["first"] for k in hit], 0.5)),
            "last_p50": r1(pct([k["last"] for k in hit], 0.5)),
            "last_p95": r1(pct([k["last"] for k in hit], 0.95)),
            "last_max": r1(max([k["last"] for k in hit], default=None)),
            "bytes_p50": r1(pct([k["bytes"] for k in ks], 0.5)),
            "bytes_max": max(k["bytes"] for k in ks),
            "cpu_p50": r1(pct([k["cpu"] for k in ks], 0.5)),
        }
    bursts = [r["burst"] for r in runs if r.get("burst")]
    if bursts:
        out["burst"] = {
            f: r1(statistics.median([b[f] for b in bursts if b[f] is not None] or [0]))
            for f in ("keys", "gap", "lag", "bytes", "cpu")
        }
    ends = sorted({r["ended_by"] for r in runs if r.get("ended_by")})
    if ends:
        out["ended_by"] = ends
    return out


HEAD = (
    "name", "runs", "ready/wall ms", "ratio", "settled", "cpu ms", "start bytes", "RSS MB", "RSS ratio",
    "quit ms", "keys", "k2p p50", "k2p p95", "k2p ratio", "bytes/key", "cpu/key",
)  # fmt: skip


def ratio(one: dict, base: dict, field: str) -> str:
    """One figure of a program as a multiple of the same figure of another."""
    return f"{one[field] / base[field]:.2f}" if one.get(field) and base.get(field) else "-"


def table(result: dict, base: str) -> str:
    """The figures as a table; ratios are to the program called `base`."""
    b = result.get(base, {})
    base_keys = b.get("keys") or {}
    any_keys = next(iter(base_keys.values()), {})
    rows = [HEAD]
    for name, r in result.items():
        main = "wall" if "wall" in r else "ready"
        bad = f" ({r['failed']} bad)" if r["failed"] else ""
        facts = [
            name, f"{r['runs']}{bad}", r.get(main), ratio(r, b, main), r.get("settled"),
            r.get("cpu_start", r.get("cpu")), r.get("start_bytes"), r.get("rss_mb"), ratio(r, b, "rss_mb"),
            r.get("exit"),
        ]  # fmt: skip
        for group, k in (r.get("keys") or {"": {}}).items():
            times = ratio(k, base_keys.get(group, any_keys), "last_p50")
            keys = [group, k.get("last_p50"), k.get("last_p95"), times, k.get("bytes_p50"), k.get("cpu_p50")]
            rows.append((*facts, *keys))
            facts = [""] * len(facts)
    lines = ["| " + " | ".join("-" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(HEAD), *lines[1:]])
