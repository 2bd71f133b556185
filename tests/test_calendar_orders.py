"""The event of a deadline whose document a later digest only cites."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import ubnd_digest as ud
from ubnd_digest.formats.calendar import entries
from ubnd_digest.formats.rows import ALL
from ubnd_digest.linking.orders import orders

TITLE = "Chỉ đạo, điều hành của UBND tỉnh Lam Điền trong tuần (từ ngày {week}/2026)\n\n"
HEADING = "Trồng rừng phòng hộ\n\n"
FIRST, LATER = TITLE.format(week="05/01 - 11/01"), TITLE.format(week="02/02 - 08/02")
ISSUED = "UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ (Kế hoạch số 7/KH-UBND, ngày 06/01/2026).\n"
TASK = "rà soát quỹ đất, báo cáo kết quả trước ngày {day}/2026"
FIRST_WEEK = f"{FIRST}{HEADING}{ISSUED}Giao Sở Y tế {TASK.format(day='21/01')}.\n"
CITED = "Kế hoạch số 7/KH-UBND ngày 06/01/2026"


def identifiers(*texts: str) -> list[str]:
    return [record["uid"] for number, text in enumerate(texts) for record in entries(str(number), ud.parse(text), ALL)]


@pytest.mark.parametrize(
    "body",
    [
        f"{ISSUED}Giao Sở Y tế {{task}}.",
        f"Theo {CITED}, giao Sở Y tế {{task}}.",
        f"Tại {CITED}, UBND tỉnh giao Sở Y tế {{task}}.",
        f"Căn cứ {CITED} của UBND tỉnh, yêu cầu Sở Y tế {{task}}.",
        "Giao Sở Y tế theo Kế hoạch số 7/KH-UBND ngày 6 tháng 01 năm 2026, {task}.",
        f"Giao Sở Y tế rà soát quỹ đất, báo cáo kết quả theo {CITED} trước ngày 20/02/2026.",
        f"Giao Sở Y tế rà soát quỹ đất, báo cáo kết quả theo {CITED} của UBND tỉnh, trước ngày 20/02/2026.",
        f"Giao Sở Y tế rà soát quỹ đất theo {CITED} của UBND tỉnh, báo cáo kết quả trước ngày 20/02/2026.",
        f"Giao Sở Y tế rà soát quỹ đất (theo {CITED}), báo cáo kết quả trước ngày 20/02/2026.",
        f"Thực hiện Nghị quyết số 57-NQ/TW, UBND tỉnh ban hành {CITED}. Giao Sở Y tế {{task}}.",
    ],
)
def test_a_later_digest_that_cites_the_order_moves_the_event(body: str) -> None:
    later = f"{LATER}{HEADING}{body.format(task=TASK.format(day='20/02'))}\n"
    assert not [one for one in ud.parse(later).references if one.role is ud.Role.ISSUED]
    assert identifiers(later) == identifiers(FIRST_WEEK)


@pytest.mark.parametrize(
    "body",
    [
        # two orders, an order of somebody else, of another day, what is carried out or changed
        f"Theo {CITED} và Công văn số 9/UBND-KT ngày 08/01/2026 của UBND tỉnh, giao Sở Y tế {{task}}.",
        "Theo Kế hoạch số 7/KH-UBND ngày 06/01/2026 của UBND tỉnh Sông Trà, giao Sở Y tế {task}.",
        "Theo Kế hoạch số 7/KH-BYT ngày 06/01/2026 của Bộ Y tế, giao Sở Y tế {task}.",
        "Theo Kế hoạch số 7/KH-UBND ngày 06/01/2025, giao Sở Y tế {task}.",
        f"Sau khi thực hiện {CITED}, giao Sở Y tế {{task}}.",
        f"UBND tỉnh đôn đốc thực hiện {CITED}; giao Sở Y tế {{task}}.",
        f"UBND tỉnh bãi bỏ {CITED}; giao Sở Y tế {{task}}.",
        # it stands behind the duty, or is another one's
        f"Giao Sở Y tế {{task}}. Sở Nội vụ góp ý cho {CITED}.",
        f"Giao Sở Nội vụ tập huấn theo {CITED}. Giao Sở Y tế {{task}}.",
        # another party, another task
        f"Theo {CITED}, giao Sở Nội vụ {{task}}.",
        f"Theo {CITED}, giao Sở Y tế tập huấn và {{task}}.",
        # the document of the item is a newer one
        f"UBND tỉnh ban hành Công văn số 90/UBND-KT ngày 03/02/2026 về {CITED}. Giao Sở Y tế {{task}}.",
    ],
)
def test_what_is_not_owed_by_the_order_for_sure_is_an_event_of_its_own(body: str) -> None:
    later = f"{LATER}{HEADING}{body.format(task=TASK.format(day='20/02'))}\n"
    found = identifiers(later)
    assert found
    assert not {*found} & {*identifiers(FIRST_WEEK)}


@pytest.mark.parametrize("title", ["UBND tỉnh Sông Trà", "UBND thành phố Lam Điền", "UBND xã Lam Điền, tỉnh Sông Trà"])
def test_a_document_of_another_place_with_the_same_number_is_another_one(title: str) -> None:
    elsewhere = FIRST_WEEK.replace("UBND tỉnh Lam Điền", title)
    found = identifiers(FIRST_WEEK, elsewhere)
    if title == "UBND thành phố Lam Điền":  # a province has one name, whatever its class is
        assert found[0] == found[1]
    else:
        assert len({*found}) == len(found) == 2


def test_two_duties_of_one_digest_that_would_be_one_event_are_two() -> None:
    task = TASK.format(day="20/02")
    twice = (
        f"{LATER}{HEADING}Theo {CITED}, giao Sở Y tế {task}.\n\nRừng ven sông\n\nTheo {CITED}, giao Sở Y tế {task}.\n"
    )
    found = identifiers(twice)
    assert len({*found}) == len(found) == 2
    assert not {*found} & {*identifiers(FIRST_WEEK)}


def test_no_two_deadlines_of_a_digest_share_an_event() -> None:
    bodies = (f"Theo {CITED}, giao Sở Y tế", f"Tại {CITED}, giao Sở Y tế", "Giao Sở Y tế", f"{ISSUED}Giao Sở Y tế")
    for first, second in itertools.product(bodies, repeat=2):
        task = TASK.format(day="20/02")
        text = f"{LATER}{HEADING}{first} {task}, gửi Sở Tài chính trước ngày 25/02/2026.\n\nRừng\n\n{second} {task}.\n"
        found = identifiers(text)
        assert len({*found}) == len(found) == 3


def test_a_digest_without_a_title_has_no_orders() -> None:
    digest = ud.parse(f"Theo {CITED}, giao Sở Y tế báo cáo trước ngày 20/02/2026.")
    assert [orders(digest)(None, duty) for duty in digest.duties] == [None]


def test_many_duties_of_one_item_are_cheap() -> None:
    body = f"Theo {CITED}, giao Sở Y tế báo cáo trước ngày 20/02/2026. " + "Giao Sở Y tế gửi trước 25/02/2026. " * 300
    digest = ud.parse(f"{LATER}{HEADING}{body}\n")
    assert len(list(entries(str(Path("a.txt")), digest, ALL))) == 301
