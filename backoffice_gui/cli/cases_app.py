"""The commands of the caseload and their options: what the window can do, a script can do, through the same actions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.options import Config, Json, console_of
from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.cases import CaseAct

__all__ = ["cases", "practice"]

cases = typer.Typer(help="help.cases", no_args_is_help=True, rich_markup_mode=None)

Number = Annotated[str, typer.Argument(help="help.cases.number", metavar="NUMBER", show_default=False)]
Numbers = Annotated[list[str], typer.Argument(help="help.cases.numbers", metavar="NUMBER...", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="help.cases.reason", metavar="TEXT|-")]


@cases.command("list", help="help.cases.list")
def list_cases(
    context: typer.Context,
    *,
    limit: Annotated[int | None, typer.Option("--limit", help="help.cases.limit", metavar="N", min=0)] = None,
    search: Annotated[str, typer.Option("--search", help="help.cases.search", metavar="WORDS")] = "",
    view: Annotated[str, typer.Option("--view", help="help.cases.view", metavar="NAME")] = "",
    filter_: Annotated[str, typer.Option("--filter", help="help.cases.filter", metavar="TEXT")] = "",
    count: Annotated[bool, typer.Option("--count", help="help.cases.count")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases list [--limit N] [--search WORDS|-] [--view NAME] [--filter TEXT] [--count]`."""
    from backoffice_gui.cli import case_lists

    wanted = case_lists.Wanted(view, filter_, search)
    return case_lists.list_cases(console_of(context, config, json), wanted, limit, only_count=count)


@cases.command("views", help="help.cases.views")
def views(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`cases views`."""
    from backoffice_gui.cli import case_lists

    return case_lists.views(console_of(context, config, json))


@cases.command("show", help="help.cases.show")
def show(context: typer.Context, number: Number, config: Config = None, json: Json = False) -> int:
    """`cases show NUMBER`."""
    from backoffice_gui.cli import case_lists

    return case_lists.show(console_of(context, config, json), number)


@cases.command("export", help="help.cases.export")
def export(
    context: typer.Context,
    *,
    number: Annotated[
        list[str] | None, typer.Argument(help="help.cases.numbers", metavar="[NUMBER...]", show_default=False)
    ] = None,
    view: Annotated[str, typer.Option("--view", help="help.cases.view", metavar="NAME")] = "",
    filter_: Annotated[str, typer.Option("--filter", help="help.cases.filter", metavar="TEXT")] = "",
    to: Annotated[Path, typer.Option("--to", help="help.cases.to", metavar="FILE")],
    purpose: Annotated[str, typer.Option("--purpose", help="help.cases.purpose", metavar="TEXT")],
    kind: Annotated[str, typer.Option("--format", help="help.cases.format", metavar="KIND")] = "",
    columns: Annotated[str, typer.Option("--columns", help="help.cases.columns", metavar="NAMES")] = "",
    labels: Annotated[str, typer.Option("--labels", help="help.cases.labels", metavar="SHEET")] = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases export (--view NAME | NUMBER…) --to FILE --purpose TEXT [--format csv|ods|xlsx|pdf] …`."""
    from backoffice_gui.cli import case_export, case_lists

    wanted = case_export.ExportWanted(tuple(number or ()), case_lists.Wanted(view, filter_), kind, columns, labels)
    return case_export.export(console_of(context, config, json), wanted, to, purpose)


@cases.command("take", help="help.cases.take")
def take(context: typer.Context, number: Numbers, config: Config = None, json: Json = False) -> int:
    """`cases take NUMBER…`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.TAKE)


@cases.command("release", help="help.cases.release")
def release(context: typer.Context, number: Numbers, config: Config = None, json: Json = False) -> int:
    """`cases release NUMBER…`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.GIVE_BACK)


@cases.command("close", help="help.cases.close")
def close(
    context: typer.Context, number: Numbers, reason: Reason = "", config: Config = None, json: Json = False
) -> int:
    """`cases close NUMBER… [--reason TEXT]`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.CLOSE, reason=reason)


@cases.command("assign", help="help.cases.assign")
def assign(
    context: typer.Context,
    number: Numbers,
    agent: Annotated[str, typer.Option("--agent", help="help.cases.agent", metavar="LOGIN")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases assign NUMBER… --agent LOGIN`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.ASSIGN, agent=agent)


@cases.command("hand-over", help="help.cases.hand_over")
def hand_over(
    context: typer.Context,
    number: Numbers,
    service: Annotated[str, typer.Option("--service", help="help.cases.service", metavar="NAME")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases hand-over NUMBER… --service NAME`."""
    from backoffice_gui.cli import case_work

    return case_work.hand_over(console_of(context, config, json), number, service)


@cases.command("wait", help="help.cases.wait")
def wait(
    context: typer.Context,
    *,
    number: Numbers,
    colleague: Annotated[bool, typer.Option("--colleague", help="help.cases.colleague")] = False,
    reason: Reason = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases wait NUMBER… [--colleague] [--reason TEXT]`."""
    from backoffice_gui.cli import case_work

    what = CaseAct.ASK_COLLEAGUE if colleague else CaseAct.ASK_PIECE
    return case_work.act(console_of(context, config, json), number, what, reason=reason)


@cases.command("resume", help="help.cases.resume")
def resume(context: typer.Context, number: Numbers, config: Config = None, json: Json = False) -> int:
    """`cases resume NUMBER…`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.RESUME)


@cases.command("receipt", help="help.cases.receipt")
def receipt(context: typer.Context, number: Numbers, config: Config = None, json: Json = False) -> int:
    """`cases receipt NUMBER…`."""
    from backoffice_gui.cli import case_work

    return case_work.mark(console_of(context, config, json), number, Mark.RECEIPT)


@cases.command("unread", help="help.cases.unread")
def unread(context: typer.Context, number: Numbers, config: Config = None, json: Json = False) -> int:
    """`cases unread NUMBER…`."""
    from backoffice_gui.cli import case_work

    return case_work.mark(console_of(context, config, json), number, Mark.UNREAD)


@cases.command("link", help="help.cases.link")
def link(
    context: typer.Context,
    *,
    number: Number,
    other: Annotated[str, typer.Argument(help="help.cases.other", metavar="[OTHER]", show_default=False)] = "",
    person: Annotated[int | None, typer.Option("--person", help="help.cases.person", metavar="N", min=1)] = None,
    duplicate: Annotated[bool, typer.Option("--duplicate", help="help.cases.duplicate")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases link NUMBER (OTHER [--duplicate] | --person N)`."""
    from backoffice_gui.cli import case_work

    target = case_work.Target(other, person, duplicate)
    return case_work.link(console_of(context, config, json), number, target)


@cases.command("reopen", help="help.cases.reopen")
def reopen(
    context: typer.Context, number: Numbers, reason: Reason = "", config: Config = None, json: Json = False
) -> int:
    """`cases reopen NUMBER… --reason TEXT`."""
    from backoffice_gui.cli import case_work

    return case_work.act(console_of(context, config, json), number, CaseAct.REOPEN, reason=reason)


@cases.command("answer", help="help.cases.answer")
def answer(
    context: typer.Context,
    number: Number,
    answers: Annotated[list[str], typer.Argument(help="help.cases.answers", metavar="ANSWER...", show_default=False)],
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases answer NUMBER 1=issued 2=not_entitled:REASON address=accepted …`."""
    from backoffice_gui.cli import case_work

    return case_work.answer(console_of(context, config, json), number, answers)


@cases.command("note", help="help.cases.note")
def note(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="help.cases.text", metavar="TEXT|-", show_default=False)],
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases note NUMBER TEXT|-`."""
    from backoffice_gui.cli import case_work

    return case_work.note(console_of(context, config, json), number, text)


@cases.command("undo", help="help.cases.undo")
def undo(
    context: typer.Context,
    event: Annotated[list[int], typer.Argument(help="help.cases.event", metavar="EVENT...", show_default=False)],
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases undo EVENT…`."""
    from backoffice_gui.cli import case_work

    return case_work.undo(console_of(context, config, json), event)


@cases.command("intake", help="help.cases.intake")
def intake(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`cases intake`."""
    from backoffice_gui.cli import case_work

    return case_work.intake(console_of(context, config, json))


@cases.command("retain", help="help.cases.retain")
def retain(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="help.id", metavar="ID", show_default=False)],
    *,
    reason: Annotated[str, typer.Option("--reason", help="help.cases.retain.reason", metavar="WORDS")] = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases retain ID --reason …`."""
    from backoffice_gui.cli import case_work

    return case_work.retain(console_of(context, config, json), name, reason)


@cases.command("enter", help="help.cases.enter")
def enter(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Option("--file", help="help.cases.file", metavar="FORM.json")],
    source: Annotated[str, typer.Option("--source", help="help.cases.source", metavar="post|email")],
    received: Annotated[str, typer.Option("--received", help="help.cases.received", metavar="DAY")],
    kind: Annotated[str, typer.Option("--kind", help="help.cases.kind", metavar="KIND")] = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`cases enter --file FORM.json --source post|email --received DAY [--kind KIND]`."""
    from backoffice_gui.cli import case_work

    given = case_work.Given(source, received, kind)
    return case_work.enter(console_of(context, config, json), file, given)


def practice(
    context: typer.Context,
    *,
    wanted: Annotated[int, typer.Option("--cases", help="help.practice.cases", metavar="N", min=1)],
    seed: Annotated[int, typer.Option("--seed", help="help.practice.seed", metavar="S")] = 1,
    config: Config = None,
    json: Json = False,
) -> int:
    """`practice --cases N --seed S`."""
    from backoffice_gui.cli import case_work

    return case_work.practise(console_of(context, config, json), wanted, seed)
