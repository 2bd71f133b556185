"""Who must act, with whom and by when, in sentences made of parts: each is read as it is, beside whichever others."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

import ubnd_digest as ud
from support.budgets import on_sentences
from ubnd_digest.model.duties import Duty


def _listed(words: str) -> list[str]:
    return words.split("|")


_PARTIES = _listed(
    "Sở Y tế|Sở TN&MT|Công an tỉnh|UBND huyện Ba Xã|Ban Quản lý dự án đầu tư xây dựng tỉnh|Báo Sông Trà|chủ đầu tư|"
    "Sở Tài chính, Sở Xây dựng và Sở Tư pháp|các Sở: Y tế, Tài chính, Nội vụ|Sở Y tế, Tài chính và Tư pháp|"
    "các sở, ban, ngành|các sở, ban, ngành; UBND các huyện, thành phố|UBND các huyện, thị xã, thành phố|"
    "Thủ trưởng các sở, ngành và Chủ tịch UBND các xã|người đứng đầu các cơ quan, đơn vị|Giám đốc Sở Y tế|"
    "Văn phòng UBND tỉnh; các Sở: Y tế, Nội vụ; UBND các xã|các đơn vị: Sở Y tế, Công an tỉnh|"
    "các sở, ngành liên quan (Sở Y tế, Công an tỉnh) và UBND các xã|các cơ quan, đơn vị liên quan|"
    "các cơ quan chức năng, UBND các huyện, cũng như Thủ trưởng các đơn vị liên quan|các hộ kinh doanh|"
    "các chủ đầu tư, nhà thầu|lực lượng Công an, Quân sự, Biên phòng|cấp ủy, chính quyền các xã, phường|"
    "Trường Cao đẳng Nghề Sông Trà|Công ty Cổ phần Cấp nước Sông Trà|Bưu điện tỉnh và Viễn thông Sông Trà"
)
_CALLS = _listed(
    "Giao |Giao cho |Giao nhiệm vụ cho |Yêu cầu |Đề nghị |Chủ tịch UBND tỉnh yêu cầu |UBND tỉnh giao |UBND tỉnh cũng giao |"
    "Đồng thời, giao |Bên cạnh đó, đề nghị |UBND tỉnh thống nhất giao |Phân công |- Yêu cầu |a) Giao |"
    "Qua kiểm tra, UBND tỉnh yêu cầu |Để bảo đảm tiến độ, yêu cầu |Về nguồn vốn, giao "
)
_CHARGES = _listed("có trách nhiệm |chịu trách nhiệm |phải |cần |chủ động |khẩn trương |có nhiệm vụ ")
_JOINTS = _listed("Cùng với đó, |Trên cơ sở đó, |Theo đó, |Do đó, ")
_HELPERS = _listed(
    "Sở Dân tộc và Tôn giáo|các đơn vị liên quan|Sở Nội vụ, UBND các xã, phường và các đơn vị liên quan|người dân|"
    "các sở: Tư pháp, Nội vụ|các trường đại học, cao đẳng|công an các đơn vị, địa phương|các cơ quan, tổ chức liên quan"
)
_HELPED = _listed(
    "phối hợp với|chủ trì, phối hợp với|phối hợp chặt chẽ với|chủ trì, phối hợp|phối hợp cùng|chủ trì, cùng với"
)
_TASKS = _listed(
    "rà soát các dự án|kiểm tra các chợ|lập danh sách hộ nghèo|sửa chữa đường dây|hướng dẫn các xã thực hiện"
)
_LIMITS = _listed(
    "trước ngày 15/12/2025|trước ngày 15 tháng 12 năm 2025|trước 16 giờ ngày 20/11/2025|chậm nhất ngày 20/12/2025|"
    "trong quý IV/2025|trong tháng 11/2025"
)
_NO_LIMITS = _listed(
    "giai đoạn 2026 - 2030|có hiệu lực từ ngày 01/01/2026|đã được phê duyệt trước ngày 01/7/2025|hằng năm"
)


class _Made(NamedTuple):
    """A sentence, and its parts."""

    text: str
    party: str
    helpers: str | None
    limit: str | None


@st.composite
def _sentences(draw: st.DrawFn) -> _Made:
    party, task = draw(st.sampled_from(_PARTIES)), draw(st.sampled_from(_TASKS))
    helpers = draw(st.none() | st.sampled_from(_HELPERS))
    if helpers:
        task = f"{draw(st.sampled_from(_HELPED))} {helpers} {task}"
    limit = draw(st.none() | st.sampled_from(_LIMITS))
    if limit:
        task = draw(st.sampled_from([f"{task} {limit}", f"{task}, hoàn thành {limit}"]))
    else:
        task = draw(st.sampled_from([task, *(f"{task} {words}" for words in _NO_LIMITS)]))
    capital = party[0].upper() + party[1:]
    begun = st.sampled_from([f"{call}{party} " for call in _CALLS]) | st.sampled_from(
        [f"{capital} {charge}" for charge in _CHARGES]
    )
    begun |= st.sampled_from([f"{joint}{party} cần " for joint in _JOINTS]) | st.just(f"Đối với {party}: ")
    start = draw(begun)
    return _Made(f"{start}{task}.", capital if start.startswith(capital) else party, helpers, limit)


@on_sentences
@given(_sentences())
def test_each_part_of_a_duty_is_read_beside_whichever_others(made: _Made) -> None:
    (duty,) = (mention for mention in ud.Parser().find_mentions(made.text) if isinstance(mention, Duty))
    assert (duty.responsible, duty.supporting) == (made.party, made.helpers)
    assert [limit.text for limit in duty.deadlines] == ([made.limit] if made.limit else [])
    assert all(limit.responsible == made.party for limit in duty.deadlines)
    assert made.text.endswith(f"{duty.text}.")
