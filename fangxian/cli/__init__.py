"""The `fangxian` command; thin: each command makes one call into the product."""

from __future__ import annotations

import typer

from fangxian.cli import check, demo, docs, doctor, messages, plan, rebuild, serve, simulate, take_in

app = typer.Typer(
    name="fangxian",
    help="Fangxian (防线): who has not been reached, who answers for them, and what happens next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("simulate")(simulate.simulate)
app.command("import")(take_in.take_in)
app.command("plan")(plan.plan)
app.command("doctor")(doctor.doctor)
app.command("check")(check.check)
app.command("docs")(docs.docs)
app.command("messages")(messages.messages)
app.add_typer(rebuild.app, name="rebuild")
