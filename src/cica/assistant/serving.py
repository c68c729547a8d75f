"""The server that an assistant asks, over standard input and output: the questions as tools of the Model Context Protocol."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cica.assistant.answers import SCHEMA, answer
from cica.assistant.tools import TOOLS
from cica.errors import visible

try:
    import anyio
    from mcp import types
    from mcp.server import Server
    from mcp.server.stdio import stdio_server
except ImportError:
    raise ImportError("an assistant asks through the Model Context Protocol: pip install 'cica[mcp]'") from None

if TYPE_CHECKING:
    from mcp.server import ServerRequestContext

    from cica.record import Record

__all__ = ["serve", "server"]

_INSTRUCTIONS = """\
The public record of the Conference on Interaction and Confidence-Building Measures in Asia (CICA), and of the organisations
around it: members, observers, chairs, meetings, texts and principles, each dated fact with the sources that state it.
What stands in items is certain. What stands in undetermined the evidence leaves open: report it as open, and count it
neither as yes nor as no. What is not in the record is not known to it: see coverage, and do not fill it from elsewhere
without saying so. Cite sources by publisher, title and address; disputes says where they contradict each other.
A date is a day (2015-06-01), or a month (2015-06) or a year (2015), which ask about any day in them, or a range
([2010-06-08..2011-10-17], some day in it). "Now" is as_of, the day to which the record is updated.
States are named by ISO codes or by names in many languages, organisations by abbreviation or name, other things by the
identifiers that items have as id, such as summit-4 or cica-kor-member."""


def server(record: Record) -> Server[Any]:
    """The server for a record.

    Parameters
    ----------
    record : Record
        The record.

    Returns
    -------
    mcp.server.Server
        The server, which any transport can run.
    """
    unchanging = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    tools = [
        types.Tool(name=tool.name, description=tool.says, input_schema=tool.schema, output_schema=SCHEMA, annotations=unchanging)
        for tool in TOOLS.values()
    ]

    async def list_tools(_: ServerRequestContext[Any], __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools)

    async def call_tool(_: ServerRequestContext[Any], asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            found = answer(record, asked.name, asked.arguments or {})
        except (LookupError, ValueError) as error:  # what the library says of a question that it cannot answer
            return types.CallToolResult(content=[types.TextContent(text=visible(str(error)))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=found.text)], structured_content=found.data)

    return Server(
        "cica",
        version=record.version,
        title="The public record of CICA",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(record: Record) -> None:
    """Answer over standard input and output until the assistant closes them.

    Parameters
    ----------
    record : Record
        The record.
    """
    if sys.stdin.isatty():
        print("cica: an assistant starts this and asks on standard input; Ctrl-C ends it", file=sys.stderr)

    async def run() -> None:
        asked = server(record)
        async with stdio_server() as (read, write):
            await asked.run(read, write, asked.create_initialization_options())

    anyio.run(run)
