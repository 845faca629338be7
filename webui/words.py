"""Every word of the interface, in one place, so that another language can come beside it. Templates know `WORDS` as `w`."""

from __future__ import annotations

SITE = "地方报纸检索库"

WORDS: dict[str, str] = {
    # frame
    "skip": "跳到正文",
    "tagline": "全文检索库",
    "nav": "主要导航",
    "browse_all": "全部条目",
    "issues": "按期浏览",
    "reporters": "记者",
    "departments": "部门",
    "api": "程序接口",
    "footer": "文字照报纸原样收录，包括原有的错漏；标黄的是检索到的字。",
    # search box
    "search": "检索",
    "search_label": "检索全文",
    "search_hint": "标题、正文、人名、部门",
    # suggestions while one types; {n} is filled in by suggest.js
    "suggest_label": "检索建议",
    "suggest_some": "{n} 条建议，用上下方向键选择",
    "suggest_none": "没有建议",
    "suggest_count": "{n} 条",
    "suggest_headline": "标题",
    "suggest_phrase": "短语",
    # home
    "tip_title": "检索方法",
    "tip_words": "多个词用空格隔开，表示都要出现；词短一些，往往能找到更多。",
    "tip_quote": "加引号查原文，字连在一起才算，一个字也可以：“养老服务”。",
    "tip_name": "只查某一项：“标题:”“记者:”“部门:”“人物:”后面接着写，例如 记者:姓名。",
    "tip_not": "前面加减号表示不要：公园 -停车。",
    "tip_dates": "放宽日期范围，或去掉选中的条件。",
    "on_this_day": "往年今日",
    "holdings_range": "{first} 至 {last}",
    "holdings_counts": "{issues} 期，{records} 条",
    "latest": "最新一期",
    "more": "全部",
    "years": "年份",
    "empty_title": "还没有收录报纸",
    "empty_text": "请档案员先收录报纸文件。例如，把按日期放好的文件夹收进来：",
    "empty_after": "收录后刷新本页，就可以检索。",
    # results
    "results": "检索结果",
    "files": "全部 {total} 条：",
    "file_table": "表格（CSV）",
    "file_lines": "数据（JSONL）",
    "file_feed": "订阅（Atom）",
    "found": "共 {total} 条",
    "page_of": "第 {page} 页，共 {last} 页",
    "deepest": "最多只能翻到第 {last} 页。请用日期、记者或部门缩小范围，后面的条目就能看到。",
    "also_searched": "也检索了：",
    "exact_form": "只查原样写法",
    "exact_only": "加了等号的词只查原样写法。",
    "all_forms": "也检索其他写法",
    "offers": "按名称查看",
    "offer": "{kind} {name}，{count} 篇",
    "meant": "拼音相同的名称：",
    "widened": "各词都有的只有 {whole} 条；其余 {rest} 条只有其中大部分词，已注明。{only}",
    "widened_none": "没有各词都有的条目。这 {rest} 条只有其中大部分词，相近的在前。{only}",
    "widened_only": "要求每个词都出现，请把词用空格隔开。",
    "widened_try": "也可以试试：",
    "partial": "只有部分词",
    "filters": "筛选",
    "filters_hint": "日期、记者、部门、人物、类型",
    "chosen": "已选条件",
    "remove": "去掉这个条件",
    "clear": "全部清除",
    "sort": "排序",
    "sort_relevance": "最相关",
    "sort_recent": "相关且较新",
    "sort_date": "最新在前",
    "sort_date_asc": "最早在前",
    "date": "日期",
    "from": "从",
    "to": "到",
    "apply": "按日期筛选",
    "selected": "已选",
    "more_values": "还有 {count} 项",
    "facet_rest": "还有不常见的值没有列在这里，涉及 {count} 条次。",
    "first_values": "再看 {count} 项",
    "all_values": "全部 {count} 项，可以查找",
    "all_values_rest": "全部列出，可以查找",
    "all_roles": "全部署名",
    "roles": "署名的身份",
    "no_credits": "这些条目没有这样的署名。",
    "on": "历年{day}",
    "bar": "{text}，{count} 条",
    "bars": "按{unit}，最多的是{text}，{count} 条",
    "unit_day": "日",
    "unit_month": "月",
    "unit_year": "年",
    "unit_decade": "十年",
    "unit_century": "百年",
    "decade": "{year}年代",
    "century": "{first}至{last}年",
    # all values of a facet
    "facet_title": "{label}一览",
    "values_all": "共 {total} 个",
    "values_found": "{total} 个，全部共 {everything} 个",
    "under": "范围：{chosen}",
    "under_text": "检索词 {text}",
    "under_nothing": "范围：全部条目",
    "choose_value": "选一个，就回到检索结果。",
    "find_in": "在{label}中查找",
    "find_hint": "一部分、拼音、首字母",
    "find": "查找",
    "find_clear": "不查找，全部列出",
    "order": "次序",
    "order_count": "按条目数",
    "order_pinyin": "按拼音",
    "letters": "拼音首字母",
    "levels": "级别",
    "any": "全部",
    "no_values": "这些条目里没有。",
    "no_value_found": "没有符合的。可以少写几个字，或改用拼音首字母。",
    "none_found": "没有找到",
    "none_found_text": "没有符合条件的条目。",
    "none_found_query": "没有符合这个检索词的条目：{text}",
    "none_found_chosen": "在已选条件下，没有符合这个检索词的条目：{text}",
    "try": "可以试试",
    "count": "{count} 条",
    "pages": "翻页",
    "previous": "上一页",
    "next": "下一页",
    "no_more": "结果只有 {last} 页，这一页没有内容。",
    "last_page": "回到最后一页",
    "doubtful": "有提醒",
    # issues and pages
    "page_number": "第{page}版",
    "issue_number": "第{number}期",
    "edition": "第{edition}次版",
    "month_issues": "{issues} 期",
    "no_issues": "还没有收录报纸。",
    "previous_issue": "上一期",
    "next_issue": "下一期",
    "previous_page": "上一版",
    "next_page": "下一版",
    "whole_issue": "整期",
    "names_count": "共 {count} 个，按条目数排列",
    "no_names": "还没有。",
    # record
    "correspondents": "通讯员",
    "interns": "实习生",
    "photographers": "摄影",
    "people": "人物",
    "event_dates": "文中日期",
    "event_unresolved": "未换算",
    "issue_date": "出版日期",
    "printed_on": "版次",
    "about": "本条信息",
    "source": "来源",
    "source_format": "格式",
    "source_encoding": "编码",
    "source_lines": "行",
    "batch": "收录批次",
    "permalink": "固定地址",
    "as_json": "JSON 数据",
    "warnings": "提醒",
    "warnings_text": "程序对下面几处没有把握，请以报纸原件为准；正文照原样保留。",
    "other_records": "本版其他条目",
    "same_text": "同文另见 {count} 处",
    "same_text_least": "同文另见 {count} 处以上",
    "all_copies": "全部",
    "similar": "相关报道",
    "this_day": "当日各版",
    "previous_record": "上一条",
    "next_record": "下一条",
    "back_to_results": "回到检索结果",
    "as_printed": "原文作 {forms}",
    "unconfirmed": "待确认",
    "no_text": "这一条没有文字。",
    # the API
    "api_text": '公开、只读，不需要密钥；出错时回答 {"error": {code, message, field}}。机器可读的说明：',
    # errors
    "error_back": "返回首页",
    "error_again": "再试一次",
    "error_retry": "不必做别的，恢复后再试即可。",
    "error_admin": "如果您是管理员：请看 bulletin serve 的输出，或运行 bulletin doctor。",
}

LEVEL_LABELS = {"区": "区级", "市": "市级", "省": "省级", "国家": "国家级", "其他": "其他"}

KIND_LABELS = {"article": "报道", "caption": "图片说明", "notice": "公告"}

READER_LABELS = {"text": "文本文件", "pdf": "PDF 文字层", "ocr": "文字识别", "docx": "Word 文件"}
"""How a source was read, for people; a reader that is not named here is shown as it is."""

WARNING_TITLES = {
    "ends mid-sentence": "文末断开",
    "repeated passage": "文字重复",
    "headline missing": "缺标题",
    "starts mid-sentence": "段首残缺",
    "impossible date": "日期不存在",
    "date conflict": "日期不一致",
    "page conflict": "版次不一致",
    "pattern not matched": "路径不合格式",
    "page number assumed": "版次不明",
    "page photo credit": "图片署名",
    "unassigned lines": "未归入条目的行",
    "no article": "没有报道",
    "mojibake": "乱码",
    "encoding doubtful": "编码可疑",
}
"""A few words for each warning code; the sentence with the details is the warning's own note."""

WEEKDAYS = "一二三四五六日"

ERROR_TITLES = {
    400: "检索条件有误",
    404: "没有这一页",
    405: "不支持这种请求",
    422: "检索条件有误",
    500: "网站出错了",
    503: "检索暂时不可用",
}
ERROR_TEXTS = {
    400: "地址里有不能使用的内容。",
    404: "地址可能写错了，或者这一条没有收录。可以在上面的检索框里查找。",
    405: "本站只供查阅。",
    500: "这是程序的问题，已经记入日志。请稍后再试；仍不行时请告诉管理员。",
    503: "检索引擎没有应答。",
}

STARTING_TITLE = "检索引擎正在启动"
STARTING_TEXT = "通常十几秒就好；第一次启动要先下载检索引擎，需要几分钟。"
INDEX_MISSING_TITLE = "索引尚未就绪"
INDEX_MISSING_TEXT = "还没有收录任何报纸，或者索引正在重建。"

SERVE_STARTING = "正在启动检索引擎……网站已可访问，检索引擎就绪前显示“正在启动”。"
SERVE_CONNECTING = "正在连接检索引擎 {url}……"
SERVE_READY = "检索引擎已就绪。网站：{address}（按 Ctrl-C 结束）"
SERVE_FAILED = "检索引擎没有就绪：{reason} {seconds:.0f} 秒后自动再试。"
SERVE_GONE = "检索引擎已停止，{seconds:.0f} 秒后自动重新启动。"
SERVE_BACK = "检索引擎已恢复。"
SERVE_STOPPED = "网站已结束。"
