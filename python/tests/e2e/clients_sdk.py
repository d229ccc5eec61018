"""How do the SDKs ask: openai of today and of 2023, anthropic, google-genai?"""

from __future__ import annotations

import json
from typing import Any

import conversation
from asking import OPENAI, Ask, asked, awaited, chat_text, client

# --- openai 2 and newer: httpx, httpx2


@client("openai", when=(OPENAI or 0) >= 1)
def openai_chat(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")
    return asked(conversation.CHAT, lambda **r: sdk.chat.completions.create(**r).choices[0].message.content or "")


@client("openai", when=(OPENAI or 0) >= 1)
def openai_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        with sdk.chat.completions.create(**request, stream=True) as events:
            return "".join(event.choices[0].delta.content or "" for event in events)

    return asked(conversation.CHAT, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_raw_response(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        raw = sdk.chat.completions.with_raw_response.create(**request)
        assert chat_text(json.loads(raw.text)) == raw.parse().choices[0].message.content
        return chat_text(json.loads(raw.text))

    return asked(conversation.CHAT, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_tools(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        call = sdk.chat.completions.create(**request).choices[0].message.tool_calls[0]  # type: ignore[index]
        text: str = json.loads(call.function.arguments)["text"]
        return text

    return asked(_with_tools(), ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_tools_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        pieces = []
        for event in sdk.chat.completions.create(**request, stream=True):
            for call in event.choices[0].delta.tool_calls or []:
                pieces.append(call.function.arguments)
        text: str = json.loads("".join(pieces))["text"]
        return text

    return asked(_with_tools(), ask)


def _with_tools() -> dict[str, Any]:
    messages = [message for message in conversation.MESSAGES if message["role"] in ("system", "user")]
    parameters = {"type": "object", "properties": {"text": {"type": "string"}}}
    tool = {"type": "function", "function": {"name": "note", "parameters": parameters}}
    return {"model": "m", "messages": messages, "tools": [tool]}


@client("openai", when=(OPENAI or 0) >= 1)
def openai_responses(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")
    return asked(conversation.RESPONSES, lambda **r: sdk.responses.create(**r).output_text)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_responses_stream(url: str) -> Ask:
    import openai

    sdk = openai.OpenAI(api_key="key-for-tests", base_url=url + "/v1")

    def ask(**request: Any) -> str:
        deltas, said_again = [], []
        for number, event in enumerate(sdk.responses.create(**request, stream=True)):
            assert event.sequence_number == number
            if event.type == "response.output_text.delta":
                deltas.append(event.delta)
            elif event.type == "response.output_text.done":
                said_again.append(event.text)
            elif event.type == "response.completed":
                said_again.append(event.response.output_text)
        assert said_again == ["".join(deltas)] * 2
        return "".join(deltas)

    return asked(conversation.RESPONSES, ask)


@client("openai", when=(OPENAI or 0) >= 1)
def openai_async(url: str) -> Ask:
    import openai

    async def ask(**request: Any) -> str:
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1") as sdk:
            return (await sdk.chat.completions.create(**request)).choices[0].message.content or ""

    return asked(conversation.CHAT, awaited(ask))


@client("openai", when=(OPENAI or 0) >= 1)
def openai_async_stream(url: str) -> Ask:
    import openai

    async def ask(**request: Any) -> str:
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1") as sdk:
            events = await sdk.chat.completions.create(**request, stream=True)
            return "".join([event.choices[0].delta.content or "" async for event in events])

    return asked(conversation.CHAT, awaited(ask))


@client("openai", "aiohttp", "httpx-aiohttp", when=(OPENAI or 0) >= 1)
def openai_on_aiohttp(url: str) -> Ask:
    """Two layers with a hook each."""
    import openai

    async def ask(**request: Any) -> str:
        http = openai.DefaultAioHttpClient()
        async with openai.AsyncOpenAI(api_key="key-for-tests", base_url=url + "/v1", http_client=http) as sdk:
            return (await sdk.chat.completions.create(**request)).choices[0].message.content or ""

    return asked(conversation.CHAT, awaited(ask))


# --- openai 0.27: requests, aiohttp


@client("openai", when=OPENAI == 0)
def openai_027_chat(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"
    return asked(conversation.CHAT, lambda **r: openai.ChatCompletion.create(**r).choices[0].message["content"])


@client("openai", when=OPENAI == 0)
def openai_027_stream(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    def ask(**request: Any) -> str:
        events = openai.ChatCompletion.create(**request, stream=True)
        return "".join(event["choices"][0]["delta"].get("content", "") for event in events)

    return asked(conversation.CHAT, ask)


@client("openai", when=OPENAI == 0)
def openai_027_async(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    async def ask(**request: Any) -> str:
        text: str = (await openai.ChatCompletion.acreate(**request)).choices[0].message["content"]
        return text

    return asked(conversation.CHAT, awaited(ask))


@client("openai", when=OPENAI == 0)
def openai_027_async_stream(url: str) -> Ask:
    import openai

    openai.api_key, openai.api_base = "key-for-tests", url + "/v1"

    async def ask(**request: Any) -> str:
        events = await openai.ChatCompletion.acreate(**request, stream=True)
        return "".join([event["choices"][0]["delta"].get("content", "") async for event in events])

    return asked(conversation.CHAT, awaited(ask))


# --- anthropic, google-genai: httpx2


@client("anthropic")
def anthropic_messages(url: str) -> Ask:
    import anthropic

    sdk = anthropic.Anthropic(api_key="key-for-tests", base_url=url)
    return asked(conversation.ANTHROPIC, lambda **r: sdk.messages.create(**r).content[0].text)


@client("anthropic")
def anthropic_stream(url: str) -> Ask:
    import anthropic

    sdk = anthropic.Anthropic(api_key="key-for-tests", base_url=url)

    def ask(**request: Any) -> str:
        with sdk.messages.stream(**request) as events:
            pieces = "".join(events.text_stream)
            assert pieces == events.get_final_message().content[0].text
            return pieces

    return asked(conversation.ANTHROPIC, ask)


@client("anthropic")
def anthropic_async(url: str) -> Ask:
    import anthropic

    async def ask(**request: Any) -> str:
        async with anthropic.AsyncAnthropic(api_key="key-for-tests", base_url=url) as sdk:
            return (await sdk.messages.create(**request)).content[0].text

    return asked(conversation.ANTHROPIC, awaited(ask))


@client("google-genai")
def gemini(url: str) -> Ask:
    from google import genai

    sdk = genai.Client(api_key="key-for-tests", http_options={"base_url": url})
    return asked(conversation.GEMINI, lambda **r: sdk.models.generate_content(model="gemini-2.5-flash", **r).text or "")
