"""Client codes: given once, whatever happens to the counter."""

from __future__ import annotations

from tests.practice.rooms import Room


def test_a_lost_counter_goes_on_from_the_highest_code_in_use(room: Room) -> None:
    room.client("Reyes, Maria")
    room.client("Osei, Kwame; id C-031")
    room.practice.save()
    (room.folder / "counter").unlink()
    later = room.again()
    assert later.chart(later.client("Adler, Jo")).code == "C-032"


def test_codes_of_another_form_leave_the_counter_alone(room: Room) -> None:
    room.client("Reyes, Maria; id B-900")
    assert room.chart(room.client("Adler, Jo")).code == "C-001"
