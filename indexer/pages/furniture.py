"""Lines of a page that belong to no record, as a table: QR-code text, names of the paper, publishing lines, staff, slogans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.pages.credit_sources import plain


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """A kind of furniture: a line of at most `longest` characters in which the pattern occurs; the example must match."""

    reason: str
    pattern: re.Pattern[str]
    longest: int
    example: str


_STAFF = r"(?:本版|本期|今日|值班|执行|责任|首席|视觉|图片|文字|美术|实习|新媒体|版面|一版|二版|三版|四版)*(?:编辑|责编|编审|版式|美编|校对|校核|审校|审读|组版|排版|监制|值班|总编辑?|副总编|主编|检校|设计|统筹|策划|终审|审核)"
FURNITURE: tuple[FurnitureRule, ...] = (
    FurnitureRule(
        "staff",
        re.compile(rf"^[（(【]?[□■●◎]?[ 　]*{_STAFF}(?:[:：/／丨|]|[ 　]+[一-鿿]{{1,4}}(?:[ 　]|$))"),
        160,
        "（责任编辑：苏　晚　版式：林　棠　校对：周叙）",
    ),
    FurnitureRule(
        "qr-code",
        re.compile(r"扫一扫|扫码|扫描.{0,6}二维码|二维码|长按识别|关注我们|欢迎关注|请关注|敬请关注"),
        40,
        "扫一扫 关注我们",
    ),
    FurnitureRule(
        "newspaper-name",
        re.compile(
            r"微信公众号|微信公众平台|公众号[:：]|官方微信|官方微博|官方抖音|抖音号|视频号|新闻客户端|手机客户端|手机报"
        ),
        40,
        "岚汀导报 微信公众号",
    ),
    FurnitureRule(
        "publisher",
        re.compile(
            r"(?:报社|报业|集团|政府|工委|委员会|管委会|宣传部|[区县市省]委|中心) ?(?:主办|主管|承办|编印)(?:[ 　]|$)|^(?:主办|主管|承办|编印|出版)(?:单位)?[:：]|国内统一(?:连续出版物|刊)号|CN ?\d{2}|邮发代号|准印证|内部资料|印刷[:：厂]|承印[:：]|零售价|定价[:：]|广告(?:经营)?许可"
        ),
        120,
        "中共岚汀新区工委　岚汀新区管委会主办",
    ),
    FurnitureRule(
        "contact",
        re.compile(
            r"^(?:本报)?(?:新闻)?(?:热线|爆料|投稿|读者|广告|发行|订阅)?(?:热线|电话|邮箱|信箱|QQ|网址|社址|地址|投稿邮箱|新闻热线)[ 　]*[:：]|^https?://|^www\.|^邮编[:：]|^E-?mail",
            re.IGNORECASE,
        ),
        160,
        "新闻热线：0791-5550100",
    ),
    FurnitureRule(
        "pointer",
        re.compile(r"^(?:今日导读|今日看点|导读|内容导读|要闻导读|详见|今日\d+版|请看第?[一二三四五六七八九十\d]+版)"),
        60,
        "今日导读",
    ),
    # Not a closing mark that the column's edge left alone on its line.
    FurnitureRule("rule", re.compile(r"^[^\w，。、；：！？,.;:!?”’）)》】」』…]+$|^_+$"), 200, "———————"),
)


def furniture_reason(text: str, paper_name: str = "") -> str | None:
    """Why the line is furniture, or None when the line alone does not say so."""
    if paper_name and text.replace(" ", "").replace("\u3000", "") == paper_name:
        return "newspaper-name"
    text = plain(text)
    sentence = "。" in text
    for rule in FURNITURE:
        if len(text) <= rule.longest and (rule.reason == "staff" or not sentence) and rule.pattern.search(text):
            return rule.reason
    return None
