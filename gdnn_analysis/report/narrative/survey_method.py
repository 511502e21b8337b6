"""How surveys are estimated and compared: part of the method annex (section 3.5, RL-38)."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks
from gdnn_analysis.report.narrative.common import items


def survey_method(ev: Evaluation) -> Blocks | None:
    """The method note on surveys; nothing when none was held in the period.

    Notes
    -----
    Names the methods of Korn and Graubard (1998), "Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data", Survey Methodology 24, 193-201;
    Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    Statistics 6, 65-70; Kish (1965), "Survey Sampling" (1 + CV² of weights).
    """
    if not ev.surveys.held:
        return None
    smallest = ev.settings.smallest_sample
    return Blocks(
        items(
            [
                "Khảo sát: một đợt thuộc về năm kết thúc phỏng vấn. Thiết kế mẫu của từng đợt ghi ở "
                "{bang:mau-khao-sat}. Tỷ lệ là bình quân có quyền số (ước lượng Hájek); phương sai "
                "theo tuyến tính hoá Taylor với tầng và cụm của mẫu, có hiệu chỉnh tổng thể hữu hạn "
                "khi biết số cụm của tầng. Tầng chỉ có một cụm được lấy độ lệch so với bình quân "
                "chung của mọi cụm.",
                "Quyền số dùng như số liệu đã nộp; nếu lệch với biên tổng thể đã cho thì hiệu chỉnh "
                "lặp theo biên (raking) và tính phương sai theo phần dư có quyền số. Hệ số thiết kế "
                "do quyền số là 1 + CV² của quyền số.",
                "Khoảng tin cậy 95% của tỷ lệ theo Korn–Graubard, với cỡ mẫu hiệu dụng và phân phối "
                "t có số bậc tự do bằng số cụm trừ số tầng.",
                "C01: mọi câu nhận biết đều trả lời tích cực; “không biết” tính là chưa nhận biết; "
                "từ chối trả lời thì không tính. C02: đúng ít nhất 60% số câu kiến thức, đáp án gắn "
                "với phiên bản bảng hỏi. C03: bình quân các câu thái độ từ 4 trở lên trên thang 5 "
                "mức, sau khi quay chiều câu đảo; alpha Cronbach dưới 0,7 thì in từng câu. C04, "
                "C05: có ít nhất một câu ý định trả lời tích cực.",
                "Thay đổi (C06): hiệu hai tỷ lệ của câu hỏi cùng mã chuỗi, cùng đối tượng, cách "
                "phỏng vấn và thời điểm trong năm. Cụm có mặt ở cả hai đợt thì tính cả hiệp phương "
                "sai; hai mẫu độc lập thì cộng hai phương sai. Với câu hỏi lõi, p được hiệu chỉnh "
                "Holm trong từng cặp đợt; chỉ ghi tăng hoặc giảm có ý nghĩa thống kê khi khoảng tin "
                "cậy không chứa 0 và p hiệu chỉnh dưới 0,05; còn lại ghi chưa phát hiện thay đổi. "
                "Câu hỏi khác là khám phá.",
                "Mức thay đổi nhỏ nhất phát hiện được: công suất 80%, mức ý nghĩa 5% hai phía, với "
                "cỡ mẫu và hệ số thiết kế của hai đợt.",
                tell(
                    "Mẫu tự nguyện không có khoảng tin cậy và không suy rộng; dưới {smallest} "
                    "người trả lời thì chỉ in số trả lời, không in tỷ lệ.",
                    smallest=smallest,
                ),
            ]
        )
    )
