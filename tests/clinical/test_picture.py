from __future__ import annotations

from plantui.clinical.picture import MOST, Figure, picture
from plantui.clinical.summary import summarise
from plantui.library import shipped
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.period import Period, Unit
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from tests.clinical.build import NOW, TODAY, chart, draft, gad, in_force, score

LIBRARY = shipped()


def summed(made: Chart) -> Summary:
    return summarise(made, LIBRARY, Period(n=12, unit=Unit.WEEK))


def counted(*summaries: Summary) -> dict[tuple[str, str], int]:
    short = {name: LIBRARY.measures[name].short for each in summaries for name in each.measures}
    return {(each.group, each.what): each.number for each in picture(summaries, TODAY, NOW, 30, short)}


def client(status: ClientStatus) -> Client:
    return Client(family="Reyes", given="Maria", status=status)


def test_who_is_counted_where() -> None:
    found = counted(
        summed(chart(in_force(gad()), measures=(score("gad7", 11, TODAY),))),
        summed(chart(draft(gad()))),
        summed(chart()),
        summed(chart(client=client(ClientStatus.NO_PLAN_NEEDED))),
        summed(chart(in_force(gad()), client=client(ClientStatus.DISCHARGED))),
    )
    assert found["clients", "in care"] == 4
    assert found["clients", "discharged"] == 1
    assert found["clients", "plan not required"] == 1
    assert (found["plans", "signed"], found["plans", "draft only"], found["plans", "none"]) == (1, 1, 1)
    assert found["measures", "GAD-7"] == 2
    assert found["objectives", "open"] == 2


def test_the_rare_ones_are_counted_together() -> None:
    many = [
        Summary(chart=str(n), code=f"C-{n:03d}", family="x", dx=(f"F{10 + n}.1", f"F{10 + n}.9"))
        for n in range(MOST + 3)
    ]
    found = picture(many, TODAY, NOW, 30, {})
    diagnoses = [each for each in found if each.group == "diagnoses"]
    assert len(diagnoses) == MOST + 1
    assert diagnoses[0] == Figure("diagnoses", "F10", 1)
    assert diagnoses[-1] == Figure("diagnoses", "others", 3)


def test_nobody_is_named() -> None:
    said = str(picture([summed(chart(in_force(gad())))], TODAY, NOW, 30, {}))
    assert "Reyes" not in said
    assert "C-014" not in said
