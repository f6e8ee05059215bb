"""A trace in the log quotes nobody."""

import pytest

from cogs._shared.traces import trace_of

COMMAND = {"name": "lesson", "options": [{"name": "find", "options": [{"name": "words", "value": "Persimmon sales"}]}]}
FORM = {
    "custom_id": "experiment:start",
    "components": [{"type": 18, "component": {"custom_id": "what", "value": "Persimmon sales\nto «old» friends"}}],
}
MESSAGE = {"resolved": {"messages": {"1": {"content": "Persimmon sales"}}}}


@pytest.mark.parametrize("data", [COMMAND, FORM, MESSAGE], ids=["command", "form", "message"])
def test_what_somebody_wrote_is_not_in_the_trace_of_an_error_that_quotes_it(data: dict[str, object]) -> None:
    try:
        int("Persimmon sales")
    except ValueError as error:
        trace = trace_of(error, data)

    assert trace.endswith("ValueError: invalid literal for int() with base 10: '…'")
    assert "test_traces.py" in trace


def test_neither_is_a_line_of_it_nor_all_of_it_as_a_program_writes_it() -> None:
    words = "Persimmon sales\nto «old» friends"

    whole, line = trace_of(KeyError(words), FORM), trace_of(LookupError("no “to «old» friends”"), FORM)

    assert (whole, line) == ("KeyError: '…'", "LookupError: no “…”")
