"""Drafts of Traditional Chinese from Simplified: characters by OpenCC, words by a short table."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC  # type: ignore[attr-defined]

TERMS = {
    "“": "「",
    "”": "」",
    "臺": "台",
    "賬": "帳",
    "登錄": "登入",
    "導入": "匯入",
    "導出": "匯出",
    "導航": "導覽",
    "報道": "報導",
    "發佈": "發布",
    "打印": "列印",
    "運行": "執行",
    "連接": "連線",
    "聯繫": "聯絡",
    "文本": "文字",
    "搜索": "搜尋",
    "查找": "尋找",
    "查看": "檢視",
    "加載": "載入",
    "打開": "開啟",
    "刷新": "重新整理",
    "保存": "儲存",
    "默認": "預設",
    "信息": "資訊",
    "數據庫": "資料庫",
    "數據": "資料",
    "服務器": "伺服器",
    "程序": "程式",
    "進程": "處理程序",
    "文件": "檔案",
    "網絡": "網路",
    "內存": "記憶體",
    "磁盤": "磁碟",
    "設備": "裝置",
    "字符": "字元",
    "字節": "位元組",
    "字段": "欄位",
    "用戶名": "使用者名稱",
    "支持": "支援",
    "密鑰": "金鑰",
    "對話框": "對話方塊",
    "屏幕": "螢幕",
    "短信": "簡訊",
    "後退鍵": "返回鍵",
    "電子表格": "試算表",
    "快捷鍵": "快速鍵",
}
"""Words that differ, in this order; OpenCC's own phrases would turn 社区 into 社群 and 发布 into 釋出."""


@cache
def _characters() -> OpenCC:
    return OpenCC("s2tw")  # type: ignore[no-untyped-call]


def draft(simplified: str) -> str:
    """The text in Traditional characters, with the words that people who read them use."""
    text = str(_characters().convert(simplified))  # type: ignore[no-untyped-call]
    for found, wanted in TERMS.items():
        text = text.replace(found, wanted)
    return text
