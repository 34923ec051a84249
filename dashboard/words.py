"""The system's words for states, bases and levels, in one place. They follow the look's table."""

from __future__ import annotations

STATE_WORDS: dict[str, str] = {
    "reported": "确数",
    "approximate": "约数",
    "cumulative": "累计",
    "zero": "写明为零",
    "placeholder": "数字缺失",
    "conflicting": "前后矛盾",
    "corrected": "已订正",
    "not_mentioned": "未提及",
    "not_reported": "未报送",
}
PER_WORDS: dict[str, str] = {
    "total": "全单位",
    "year": "全年",
    "month": "每月",
    "week": "每周",
    "day": "每天",
    "person": "人均",
}
LEVELS: dict[str, str] = {
    "国家": "国家级",
    "省": "省级",
    "市": "市级",
    "区县": "区县级",
    "乡镇": "乡镇级",
    "other": "级别未写明",
}
