"""Titles of fictional news, reportages, clips and posts, with the theme and audience they imply."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.province import Province


@dataclass(frozen=True)
class Model:
    """A title to be filled in.

    Attributes
    ----------
    text
        Title with ``{school}``, ``{job}``, ``{place}``, ``{firm}``.
    themes, audiences
        Codes, the primary one first.
    weight
        How often.
    """

    text: str
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    weight: int = 4


MODELS: Final = (
    Model("{school} đổi mới cách dạy nghề {job}, gắn với nhu cầu ở {place}", ("1a",), ("A6b",), 8),
    Model("Đào tạo chất lượng cao nghề {job}: hướng đi của {school}", ("1a", "1dd"), ("A1b",), 6),
    Model("Lớp {job} vừa học vừa làm cho lao động nông thôn ở {place}", ("1b",), ("A1c", "A1e"), 6),
    Model("{school} dạy nghề {job} miễn phí cho người khuyết tật ở {place}", ("1b",), ("A1h",), 3),
    Model("Bộ đội xuất ngũ ở {place} chọn học {job} tại {school}", ("1b", "2a"), ("A1f", "A1g"), 3),
    Model("{school} rút gọn thủ tục nhập học nghề {job} qua dịch vụ công", ("1c",), ("A6b",), 3),
    Model("Số hóa bài giảng nghề {job} ở {school}: người học được gì", ("1d",), ("A2",), 5),
    Model(
        "Mô hình 9+ với nghề {job} ở {school}: hỏi và đáp cho phụ huynh",
        ("1dd",),
        ("A6a", "A1a"),
        7,
    ),
    Model("Học theo đơn đặt hàng của {firm}: chuyện nghề {job} ở {place}", ("1e",), ("A3",), 5),
    Model("Doanh nghiệp ở {place} cần thợ {job}, {school} mở lớp", ("1e", "2b"), ("A3", "A1h"), 5),
    Model("{school} tuyển sinh nghề {job}: chỉ tiêu, học phí, chỗ ở", ("2a",), ("A1a", "A6a"), 10),
    Model("Chọn nghề {job}: buổi hướng nghiệp ở {place} của {school}", ("2a",), ("A1b", "A1a"), 8),
    Model("Học {job} tại {school}, ra trường làm việc ở {firm}", ("2b",), ("A1b", "A6a"), 8),
    Model("Khởi nghiệp từ nghề {job} ở {place}: vốn, thị trường, tay nghề", ("2b",), ("A2",), 5),
    Model("{school} đánh giá kỹ năng nghề {job} theo chuẩn quốc gia", ("2c",), ("A4d", "A2"), 5),
    Model("Kiểm định chương trình {job} ở {school}: các bước đã làm", ("2c",), ("A4b", "A4e"), 3),
    Model("Sôi nổi phong trào thi đua của nhà giáo khoa {job}, {school}", ("2dd",), ("A4d",), 5),
    Model(
        "Sinh viên {job} của {school} và chuyến tình nguyện về {place}", ("2dd",), ("A2", "A4c"), 5
    ),
    Model("{school} và {firm} cùng dạy nghề {job}: mô hình phối hợp", ("3a",), ("A3", "A4d"), 6),
    Model("Gương thợ giỏi {job} quê {place}, cựu học viên {school}", ("3b",), ("A1a", "A6b"), 7),
    Model(
        "Cô gái trẻ ở {place} thành công với nghề {job} sau khi học ở {school}",
        ("3b",),
        ("A6b",),
        5,
    ),
    Model(
        "Cấp ủy, chính quyền {place} bàn giải pháp đưa nghề {job} vào hướng nghiệp",
        ("1a",),
        ("A4a", "A4b"),
        3,
    ),
    Model(
        "Đoàn chuyên gia nước ngoài tìm hiểu xưởng {job} của {school}", ("1dd",), ("A5", "A4d"), 2
    ),
    Model("Dạy nghề {job} cho lao động vùng đồi ở {place}", ("1b",), ("A1d", "A1c"), 2),
)
ABOUT_EVENT: Final = (
    "Ghi nhận tại sự kiện: {name}",
    "Toàn cảnh: {name}",
    "Nhìn lại hoạt động: {name}",
)
POLICY: Final = (
    "Tìm hiểu văn bản {number}: nghề {job} và quyền lợi của người học ở {place}",
    "Điểm mới của văn bản {number} qua câu chuyện lớp {job} ở {school}",
    "Văn bản {number} được {school} giới thiệu tới người học {job}",
)
FOREIGN: Final = (
    "Vocational skills in {job_en} at Dong Linh: a visit to {place_en}",
    "Young people of {place_en} choose {job_en}: training that leads to work",
)
_JOBS_EN: Final = ("welding", "mechatronics", "automotive service", "hospitality", "nursing")
_PLACES_EN: Final = ("Vinh Khang", "Thanh Lam", "Minh Trach", "Kim Sach", "Binh Lang", "Lac Ha")


@dataclass
class Titles:
    """Gives out titles, never the same twice within a province.

    Attributes
    ----------
    province, chance
        For whom, and the generator.
    given
        Titles given out, lower case.
    """

    province: Province
    chance: Chance
    given: set[str] = field(default_factory=set)

    def ordinary(self, school: str) -> tuple[str, Model]:
        """Return a new title about a school, with the model that tells its theme."""
        for _ in range(60):
            model = self.chance.weighted({model: model.weight for model in MODELS})
            title = self._fill(model.text, school)
            if self._is_new(title):
                return title, model
        raise ValueError("no free title; add occupations or models")

    def about_event(self, name: str) -> str:
        """Return a new title of a report on an event."""
        return self._new(ABOUT_EVENT, name=name)

    def about_policy(self, number: str, school: str) -> str:
        """Return a new title of a piece that explains a document."""
        for _ in range(60):
            title = self._fill(self.chance.pick(POLICY).replace("{number}", number), school)
            if self._is_new(title):
                return title
        raise ValueError("no free title on a document")

    def foreign(self) -> str:
        """Return a new English title."""
        for _ in range(60):
            title = self.chance.pick(FOREIGN).format(
                job_en=self.chance.pick(_JOBS_EN), place_en=self.chance.pick(_PLACES_EN)
            )
            if self._is_new(title + self.province.mark):
                return title + self.province.mark
        raise ValueError("no free English title")

    def fixed(self, title: str) -> str:
        """Give out a certain title (of a planted case)."""
        marked = title + self.province.mark
        if not self._is_new(marked):
            raise ValueError(f"title given out twice: {marked}")
        return marked

    def _fill(self, text: str, school: str) -> str:
        commune = f"{self.chance.pick(('xã', 'vùng'))} {self.chance.pick(names.COMMUNES)}"
        title = text.format(
            school=school,
            job=self.chance.pick(names.JOBS),
            place=commune + self.province.mark,
            firm=self.chance.pick(names.ENTERPRISES),
        )
        return title[0].upper() + title[1:]

    def _new(self, models: tuple[str, ...], **words: str) -> str:
        for model in self.chance.shuffled(models):
            title = model.format(**words)
            if self._is_new(title):
                return title
        raise ValueError(f"no free title for {words}")

    def _is_new(self, title: str) -> bool:
        key = title.casefold()
        if key in self.given:
            return False
        self.given.add(key)
        return True


def policy_number(policy_id: str, issued_on: date) -> str:
    """Return how a title names a document."""
    return f"số {policy_id.rsplit('-', 1)[1]} năm {issued_on.year}"
