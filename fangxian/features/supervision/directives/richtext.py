"""The text of a directive as a page shows it: paragraphs, lists and bold, never HTML of the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BULLET = re.compile(r"^\s*[-•]\s+")
_NUMBERED = re.compile(r"^\s*\d{1,3}[.、)]\s*")


def rendered(text: str) -> SafeString:
    """
    Text as HTML: a blank line ends a paragraph, `- ` begins a point, `1.` a numbered one, `**x**` is bold.

    Everything else is shown as it was written, `<` and `&` too.

    >>> rendered("**Now**: <go>\\n- one\\n- two")
    '<p><strong>Now</strong>: &lt;go&gt;</p><ul><li>one</li><li>two</li></ul>'
    """
    parts = (part for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) for part in _parts(block))
    return mark_safe("".join(parts))  # noqa: S308 every line has been escaped


def _parts(block: str) -> Iterator[str]:
    lines = [line for line in block.split("\n") if line.strip()]
    for tag, some in groupby(lines, _tag):
        if tag == "p":
            yield f"<p>{'<br>'.join(_line(line.strip()) for line in some)}</p>"
        else:
            pattern = _BULLET if tag == "ul" else _NUMBERED
            points = "".join(f"<li>{_line(pattern.sub('', line).strip())}</li>" for line in some)
            yield f"<{tag}>{points}</{tag}>"


def _tag(line: str) -> str:
    if _BULLET.match(line):
        return "ul"
    return "ol" if _NUMBERED.match(line) else "p"


def _line(line: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(line))
