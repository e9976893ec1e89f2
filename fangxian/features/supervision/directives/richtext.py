"""The text of a directive as a page shows it: paragraphs, lists and bold, never HTML of the writer's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Bounded, so that a line of nothing but marks is not searched again from each of them.
_BOLD = re.compile(r"\*\*(?=\S)(.{1,300}?)(?<=\S)\*\*")
_BULLET = re.compile(r"^\s*[-•]\s+")
# "3.5 万只" begins with a number, not with a point's.
_NUMBERED = re.compile(r"^\s*(\d{1,3})(?:\.(?!\d)|[、)）．])\s*")
_HEADING = re.compile(r"^\s*#{1,3}\s+")


def rendered(text: str) -> SafeString:
    """
    Text as HTML: a blank line ends a paragraph, `- ` begins a point, `1.` a numbered one, `# ` a heading;
    `**x**` is bold.

    Everything else is shown as it was written, `<` and `&` too. Numbered points keep their numbers.

    >>> rendered("**Now**: <go>\\n- one\\n- two")
    '<p><strong>Now</strong>: &lt;go&gt;</p><ul><li>one</li><li>two</li></ul>'
    """
    parts = (part for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) for part in _parts(block))
    return mark_safe("".join(parts))  # noqa: S308 every line has been escaped


def _parts(block: str) -> Iterator[str]:
    lines = [line for line in block.split("\n") if line.strip()]
    for tag, some in groupby(lines, _tag):
        yield _PARTS[tag](list(some))


def _tag(line: str) -> str:
    if _BULLET.match(line):
        return "ul"
    if _NUMBERED.match(line):
        return "ol"
    return "h3" if _HEADING.match(line) else "p"


def _point(line: str) -> str:
    return f"<li>{_line(_BULLET.sub('', line))}</li>"


def _numbered(line: str) -> str:
    found = _NUMBERED.match(line)
    number = int(found[1]) if found else 1
    return f'<li value="{number}">{_line(_NUMBERED.sub("", line))}</li>'


def _line(line: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(line.strip()))


_PARTS: dict[str, Callable[[list[str]], str]] = {
    "p": lambda lines: f"<p>{'<br>'.join(map(_line, lines))}</p>",
    "ul": lambda lines: f"<ul>{''.join(map(_point, lines))}</ul>",
    "ol": lambda lines: f"<ol>{''.join(map(_numbered, lines))}</ol>",
    "h3": lambda lines: "".join(f"<h3>{_line(_HEADING.sub('', line))}</h3>" for line in lines),
}
