"""The figures of the year's report, counted from the cases that were generated; the rates are those that the report prints."""

from . import reconsideration

PRINTED = {"公布的延期率": "4.64%", "延期率的分母": "没有写明", "公布的纠错率": "34.24%", "公布的调解成功率": "98.2%"}


def report(seen):
    """seen: the cases of each file."""
    penalties, inspections = seen["penalties.ndjson"], seen["inspections.ndjson"]
    applications, mediations = seen["reconsideration.ndjson"], seen["mediations.ndjson"]
    return {
        "记录": "法治政府年度数据",
        "单位年度": "云溪区2023年度报告",
        "受理工单": len(seen["tickets.csv"]) + len(seen["market-tickets.ndjson"]),
        "延期工单": sum("批准延期" in case.facts for case in seen["tickets.csv"]),
        "复议收到": len(applications),
        "复议受理": sum(not reconsideration.refused(case) for case in applications),
        "复议审结": sum(reconsideration.decided_in_year(case) for case in applications),
        "复议撤改": sum(reconsideration.overturned_in_year(case) for case in applications),
        "有效执法证": len(seen["officers.ndjson"]),
        "平台案件": len(penalties) + len(inspections),
        "检查件数": len(inspections),
        "处罚件数": len(penalties),
        "平台所列种类": ["行政检查", "行政处罚"],
        "地域为广东": True,
        "执法文书": len(seen["documents.ndjson"]),
        "非现场案件": sum(case.facts["使用电子监控"] for case in penalties),
        "评查案卷": len(seen["case-files.ndjson"]),
        "平台单位": len({case.agency for case in penalties + inspections}),
        "调解受理": len(mediations),
        "调解成功": sum("达成调解协议" in case.facts for case in mediations),
        **PRINTED,
    }
