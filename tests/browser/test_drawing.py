"""What the page makes of texts and components, without a browser."""

import pytest

from sandbox.page.components import Components, file_link
from sandbox.page.markdown import Markdown
from sandbox.page.palette import Entry, search

MARKDOWN = Markdown(lambda kind, number: f"{kind}person{number}", me=7)
ROOM = "https://discord.com/channels/1/2"
MY_MENTION = '<button type="button" class="mention mine" data-act="person-menu" data-person="7">@person7</button>'


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a **b *c* d** _e_", "<p>a <strong>b <em>c</em> d</strong> <em>e</em></p>"),
        ("<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"),
        ("> a\n> b\nc", "<blockquote><p>a<br>b</p></blockquote><p>c</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("-# small", '<div class="subtext">small</div>'),
        ("`*a*`", "<p><code>*a*</code></p>"),
        (r"\*a\*", "<p>*a*</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("```\n**a**\n```", "<pre><code>**a**</code></pre>"),
        ("<@7>", f"<p>{MY_MENTION}</p>"),
        (ROOM, '<p><button class="mention" data-act="open" data-channel="2">#person2</button></p>'),
        (
            f"{ROOM}/3",
            '<p><button class="mention" data-act="open" data-channel="2" data-reveal="3">#person2 › 💬</button></p>',
        ),
        ("<t:90:R>", '<p><time data-t="90" data-s="R"></time></p>'),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ],
)
def test_markdown_becomes_elements_and_everything_else_text(text: str, drawn: str) -> None:
    assert MARKDOWN.blocks(text) == drawn


def test_a_text_of_nothing_but_stars_is_drawn_at_once() -> None:
    assert MARKDOWN.blocks("*" * 4000).count("*") <= 4000


def test_a_container_has_its_colour_and_its_parts_in_order() -> None:
    components = Components(1, MARKDOWN, "en-GB", lambda _: [])
    container = {
        "type": 17,
        "accent_color": 255,
        "components": [
            {"type": 10, "content": "<i>"},
            {"type": 14, "divider": True, "spacing": 1},
            {"type": 1, "components": [{"type": 2, "style": 4, "label": "Go", "custom_id": 'a"b', "disabled": True}]},
        ],
    }

    [drawn] = components.draw([container])

    assert drawn == (
        '<div class="container edged" style="--edge:#0000ff"><div class="text"><p>&lt;i&gt;</p></div>'
        '<div class="separator line space-1" role="separator"></div><div class="row"><button type="button" '
        'class="btn danger" disabled data-act="press" data-message="1" data-id="a&#34;b">'
        '<span class="face">Go</span></button></div></div>'
    )


def test_a_link_that_would_run_a_script_leads_nowhere() -> None:
    components = Components(1, MARKDOWN, "en-GB", lambda _: [])

    [drawn] = components.draw([{"type": 2, "style": 5, "label": "x", "url": "javascript:alert(1)"}])

    assert "href" not in drawn


@pytest.mark.parametrize(("size", "told"), [(312, "312 bytes"), (2048, "2 KB"), (None, "")])
def test_a_file_says_how_big_it_is(size: int | None, told: str) -> None:
    drawn = file_link("groups.csv", "/groups.csv", size)

    assert drawn.endswith(f"<small>{told}</small></div>")


def test_a_menu_of_people_offers_people_and_keeps_who_was_chosen() -> None:
    components = Components(1, MARKDOWN, "it", lambda _: [("7", "Kari"), ("8", "Luca")])

    [drawn] = components.draw([{"type": 5, "custom_id": "who", "default_values": [{"id": "8", "type": "user"}]}])

    assert drawn.count("<option") == 3
    assert '<option value="8" selected>Luca</option>' in drawn
    assert "Fai una scelta" in drawn


def test_a_few_letters_find_a_command_by_its_beginning_its_words_or_its_letters() -> None:
    offered = [
        Entry(called, called, description, ())
        for called, description in (
            ("experiment list", "Your experiments"),
            ("group list", "Which groups there are"),
            ("my away", "A break"),
        )
    ]

    found = {
        typed: [entry.called for entry in search(offered, typed)] for typed in ("/", "/gr", "/list", "/exl", "/xyz")
    }

    assert found == {
        "/": ["experiment list", "group list", "my away"],
        "/gr": ["group list"],
        "/list": ["group list", "experiment list"],
        "/exl": ["experiment list"],
        "/xyz": [],
    }
