"""`bulletin search`: the same door as the search page, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.options import json_option
from indexer.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from webui.search.archive import Archive
    from webui.search.explain import Explanation
    from webui.search.facet_list import FacetList
    from webui.search.results import Hit, SearchResults, TextPart

HELP = """检索全文。检索词的写法与网页相同：空格隔开的词都要出现，引号里的字连在一起，-词 表示排除。

    \b
    例：bulletin search 防汛 值守
        bulletin search '"行动计划" -演练' --from 2024-11 --sort date
        bulletin search 标题:花展 --json

    不写检索词时按日期列出全部条目。

    \b
    加 --facet 列出一个筛选项的全部取值和条目数，而不是条目：
        bulletin search 防汛 --facet reporter --find qzy
        bulletin search --facet department --level 区 --order pinyin
    """

_LISTED_VALUES = 8


# Unknown options are let through, since -演练 is a part of the query and looks like one; real mistakes (--jsn) are refused below.
@click.command(help=HELP, context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--reporter", multiple=True, metavar="姓名", help="只看这位记者；可重复，任一即可。")
@click.option("--department", multiple=True, metavar="名称", help="只看提到这个部门的；可重复。")
@click.option("--photographer", multiple=True, metavar="姓名", help="只看这位摄影者；可重复。")
@click.option("--correspondent", multiple=True, metavar="姓名", help="只看这位通讯员；可重复。")
@click.option("--intern", multiple=True, metavar="姓名", help="只看这位实习生；可重复。")
@click.option("--contributor", multiple=True, metavar="姓名", help="只看此人署名的，不论身份；可重复。")
@click.option("--person", multiple=True, metavar="姓名", help="只看提到这个人物（带职务）的；可重复。")
@click.option("--kind", multiple=True, metavar="类型", help="article（报道）、caption（图片说明）、notice（公告）；可重复。")
@click.option("--page-no", multiple=True, metavar="版次", help="只看这一版；可重复。")
@click.option("--paper", multiple=True, metavar="SLUG", help="只看这份报纸；可重复。")
@click.option("--year", multiple=True, metavar="YYYY", help="只看这一年；可重复。")
@click.option("--month", multiple=True, metavar="YYYY-MM", help="只看这个月；可重复。")
@click.option("--on", multiple=True, metavar="MM-DD", help="历年的这一天，如 11-16、02-29；可重复。")
@click.option("--from", "from_", metavar="日期", help="从这一天起（含），如 2024-11-05、2024-11、2024。")
@click.option("--to", metavar="日期", help="到这一天止（含）。")
@click.option("--event-from", metavar="日期", help="只看文中提到这一天或以后的（昨日、11月4日都已换算）。")
@click.option("--event-to", metavar="日期", help="只看文中提到这一天或以前的；与 --event-from 合用，是提到这段日期的。")
@click.option("--role", metavar="身份", help="末尾列出哪种署名：reporter、correspondent、intern、photographer、contributor。")
@click.option("--sort", metavar="次序", help="relevance(相关)、recent(相关且较新)、date(新的在前)、date_asc(旧的在前)。")
@click.option("--page", metavar="N", help="第几页。")
@click.option("--size", metavar="N", help="每页条数，最多 100，默认 20；列取值时最多 1000，默认 100。")
@click.option("--facet", metavar="名称", help="列出这一项的全部取值，如 reporter、department、person、page_no。")
@click.option("--find", metavar="文字", help="只列含有它的取值：名称的一部分、拼音或首字母；与 --facet 同用。")
@click.option("--letter", metavar="A-Z", help="只列拼音以它开头的；与 --facet 同用。")
@click.option("--level", metavar="级别", help="只列这一级的部门：区、市、省、国家；与 --facet department 同用。")
@click.option("--order", metavar="次序", help="count（条目多的在前）、pinyin（按拼音）；与 --facet 同用。")
@json_option
@click.option("--explain", is_flag=True, help="说明检索词怎样理解、第一条为什么在前、发给 Elasticsearch 的查询。")
def search(query: tuple[str, ...], as_json: bool, explain: bool, **options: Any) -> None:
    import orjson

    from webui.search.request import SearchRequest

    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word.split("=")[0])
    params = [("q", " ".join(query)), *_params(options)]
    if (facet := options["facet"]) is not None:
        _list_facet([pair for pair in params if pair[0] != "facet"], facet, as_json=as_json)
        return
    of_lists = [name for name in ("find", "letter", "level", "order") if options[name] is not None]
    if of_lists:
        raise click.UsageError(f"--{of_lists[0]} 要与 --facet 同用。")
    request = SearchRequest.from_params(params, strict=True)
    results, explanation = _results(request, explain=explain)
    if as_json:
        from webui.search.explain import payload
        from webui.search.payload import search_payload

        found = search_payload(results) | ({"explain": payload(explanation)} if explanation else {})
        click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    elif explanation:
        show_explanation(explanation)
    else:
        show(results)


def _list_facet(params: list[tuple[str, str]], name: str, *, as_json: bool) -> None:
    """Prints the values of a facet: a line for each, its count and the value, as tables take it."""
    import orjson

    from webui.search.facet_request import FacetRequest
    from webui.search.payload import facet_payload

    found = _facet(FacetRequest.from_params(name, params, strict=True))
    if as_json:
        click.echo(orjson.dumps(facet_payload(found), option=orjson.OPT_INDENT_2).decode())
        return
    request = found.request
    click.echo(f"{request.facet.label}：{found.total} 个，第 {request.page}/{found.last_page} 页", err=True)
    for value in found.values:
        click.echo(f"{value.count}\t{value.value}")


def _facet(request: Any) -> FacetList:
    """The values of a facet."""
    with _archive() as archive:
        return archive.facet(request)


def _params(options: dict[str, Any]) -> list[tuple[str, str]]:
    """The options as parameters of a search's address; --page-no is page_no."""
    pairs: list[tuple[str, str]] = []
    for name, value in options.items():
        values = value if isinstance(value, tuple) else (value,)
        pairs.extend((name.rstrip("_"), one) for one in values if one is not None)
    return pairs


def _results(request: Any, *, explain: bool) -> tuple[SearchResults, Explanation | None]:
    """The answer, and with `explain` what is to be said about it."""
    with _archive() as archive:
        return archive.search(request), archive.explain(request) if explain else None


@contextmanager
def _archive() -> Iterator[Archive]:
    from indexer.engine import running_engine
    from indexer.office_forms import OfficeForms
    from webui.search.archive import Archive

    settings = Settings.from_env()
    with running_engine(settings) as client:
        yield Archive(client, settings.alias, office_forms=OfficeForms(settings.home))


def show(results: SearchResults) -> None:
    """The results for people: counts and facets, then a block for each hit; notes and ways on go to stderr."""
    from rich.console import Console
    from rich.text import Text

    from webui.pages.results import widened_notes
    from webui.search.facets import FACET_BY_NAME

    out = Console(highlight=False, soft_wrap=True)
    err = Console(highlight=False, soft_wrap=True, stderr=True)
    request = results.request
    for note in (*results.notes, *widened_notes(results)):
        err.print(Text(note))
    if results.also_searched:
        err.print(Text(f"也检索了：{'、'.join(results.also_searched)}"))
    for offer in results.offers:
        value = f"--{offer.kind} {offer.text}"
        err.print(Text(f"按名称查看：{FACET_BY_NAME[offer.kind].label} {offer.text}，{offer.count} 篇（{value}）"))
    if not results.total:
        err.print(Text("没有找到。"))
    for suggestion in results.suggestions:
        err.print(Text(f"可以试试：{suggestion.text}（{suggestion.count} 条；{suggestion.why}）"))
    if not results.total:
        return
    out.print(Text(f"共 {results.total} 条，第 {request.page}/{results.last_page} 页"))
    if not results.hits:
        err.print(Text(f"这一页没有结果；最后一页是第 {results.last_page} 页。"))
    for number, hit in enumerate(results.hits, start=(request.page - 1) * request.size + 1):
        _show_hit(out, number, hit)
    _show_facets(out, results)


def show_explanation(explanation: Explanation) -> None:
    """The explanation for people: what was understood, why the first hit is first, what the engine was asked."""
    import orjson

    click.echo(f"检索：{explanation.query}")
    first = explanation.first
    if first is None:
        click.echo(explanation.order)
    else:
        score = "" if first.score is None else f"，得分 {first.score:.2f}"
        click.echo(f"\n第一条：{first.headline or '（无标题）'}  {first.id}{score}\n{explanation.order}")
        for reason in explanation.reasons:
            click.echo(f"  {reason.sentence()}")
    click.echo("\n发给 Elasticsearch 的查询：")
    click.echo(orjson.dumps(explanation.body, option=orjson.OPT_INDENT_2).decode())


def _show_hit(out: Console, number: int, hit: Hit) -> None:
    from rich.text import Text

    from webui.pages.items import copies_text
    from webui.words import WORDS

    title = _marked(hit.headline_parts) if hit.headline_parts else Text("(无标题)")
    out.print(Text(f"\n{number}. ", style="bold").append_text(title))
    place = f"第{hit.page}版" + (f" {hit.page_name}" if hit.page_name else "")
    credits = "、".join((*hit.reporters, *hit.correspondents, *hit.photographers))
    out.print(Text("   " + "  ".join(filter(None, (hit.issue_date.isoformat(), place, credits, hit.id))), style="dim"))
    for fragment in hit.fragments:
        label = f"{WORDS['superseded']}：" if fragment.is_superseded else ""
        line = Text("   " + label + ("……" if fragment.cut_before else ""))
        line.append_text(_marked(fragment.parts, one_line=True))
        out.print(line.append("……" if fragment.cut_after else ""))
    if hit.copies.records:
        places = "、".join(copy.id for copy in hit.copies.records)
        out.print(Text(f"   {copies_text(hit.copies)}：{places}", style="dim"))


def _marked(parts: tuple[TextPart, ...], *, one_line: bool = False) -> Any:
    """Marks in bold on a terminal; in a file they are 【 】, so that they are not lost."""
    from rich.text import Text

    text = Text()
    plain = not sys.stdout.isatty()
    for part in parts:
        shown = part.text.replace("\n", " ") if one_line else part.text
        text.append(f"【{shown}】" if part.hit and plain else shown, style="bold yellow" if part.hit else "")
    return text


def _show_facets(out: Console, results: SearchResults) -> None:
    from rich.text import Text

    from webui.search.counted import counted_facets

    out.print()
    for facet in counted_facets(results.request):
        values = results.facets[facet.name]
        if not values or (facet.name == "paper" and len(values) < 2) or (facet.name == "reporter" and results.request.role):
            continue
        listed = "  ".join(f"{facet.value_label(value.value)}({value.count})" for value in values[:_LISTED_VALUES])
        more = len(values) - _LISTED_VALUES
        out.print(Text(f"{facet.label}:{listed}" + (f"  ……另有 {more} 项" if more > 0 else ""), style="dim"))
