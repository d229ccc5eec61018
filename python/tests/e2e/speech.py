"""What does the test service say? Every text that it was told, in the shapes of the services' answers.

An answer is an object, or the text of an event stream whose events carry three characters each.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterator
from typing import Any

PIECE = 3  # characters in one event
_NO_TEXT = {"model", "id", "tool_call_id", "tool_use_id", "type", "role", "encoding_format", "call_id", "name"}


def texts(request: Any, key: str = "") -> Iterator[str]:
    """The texts of a request, in its order."""
    if isinstance(request, str) and key not in _NO_TEXT:
        yield request
    elif isinstance(request, dict):
        for name, item in request.items():
            yield from texts(item, name)
    elif isinstance(request, list):
        for item in request:
            yield from texts(item, key)


def echo(request: Any) -> str:
    """All of them, a line each."""
    return "\n".join(texts(request))


def answer(path: str, request: Any) -> dict[str, Any] | str:
    """The answer to a request."""
    asked = request if isinstance(request, dict) else {}
    is_stream = bool(asked.get("stream"))
    if path.endswith("/chat/completions"):
        return _sse(_chat_events(asked)) if is_stream else _chat(asked)
    if path.endswith("/responses"):
        return _named_sse(_response_events(asked)) if is_stream else _response(asked)
    if path.endswith("/messages"):
        return _named_sse(_message_events(asked)) if is_stream else _message(asked)
    if path.endswith("/embeddings"):
        return _embeddings(asked)
    if "generateContent" in path:
        return _gemini(asked)
    return {"object": "echo", "text": echo(request)}


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _sse(events: list[dict[str, Any]]) -> str:
    return "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"


def _named_sse(events: list[dict[str, Any]]) -> str:
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)


def _tool_call(request: dict[str, Any]) -> dict[str, Any] | None:
    """A call of the first tool that is offered; its arguments are JSON in a string."""
    if not request.get("tools") or any(message["role"] == "tool" for message in request["messages"]):
        return None
    arguments = json.dumps({"text": echo(request["messages"])})
    name = request["tools"][0]["function"]["name"]
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}


def _chat_head(request: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1764000000, "model": request.get("model", "")}


def _chat(request: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": echo(request)}
    reason = "stop"
    if call := _tool_call(request):
        message, reason = {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return _chat_head(request, "chat.completion") | {"choices": [choice], "usage": usage}


def _chat_events(request: dict[str, Any]) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if call := _tool_call(request):
        function = call["function"]
        deltas.append({"tool_calls": [{**call, "index": 0, "function": {**function, "arguments": ""}}]})
        deltas += [
            {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in _pieces(function["arguments"])
        ]
    else:
        deltas += [{"content": piece} for piece in _pieces(echo(request))]
    head = _chat_head(request, "chat.completion.chunk")
    events = [head | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    return [*events, head | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]


def _response(request: dict[str, Any]) -> dict[str, Any]:
    message = _response_item(echo(request))
    return _response_head(request, "completed") | {"output": [message]}


def _response_item(text: str) -> dict[str, Any]:
    content = [{"type": "output_text", "text": text, "annotations": []}]
    return {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": content}


def _response_head(request: dict[str, Any], status: str) -> dict[str, Any]:
    head = {"id": "resp_1", "object": "response", "created_at": 1764000000, "status": status, "output": []}
    rest = {"parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "error": None, "metadata": {}}
    return head | {"model": request.get("model", "")} | rest


def _response_events(request: dict[str, Any]) -> list[dict[str, Any]]:
    text = echo(request)
    item = _response_item(text)
    part = item["content"][0]
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": _response_head(request, "in_progress")},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": item | {"status": "in_progress", "content": []},
        },
        {"type": "response.content_part.added", **place, "part": part | {"text": ""}},
        *({"type": "response.output_text.delta", **place, "delta": piece, "logprobs": []} for piece in _pieces(text)),
        {"type": "response.output_text.done", **place, "text": text, "logprobs": []},
        {"type": "response.content_part.done", **place, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": _response_head(request, "completed") | {"output": [item]}},
    ]
    return [event | {"sequence_number": number} for number, event in enumerate(events)]


def _message(request: dict[str, Any]) -> dict[str, Any]:
    return _message_head(request) | {"content": [{"type": "text", "text": echo(request)}], "stop_reason": "end_turn"}


def _message_head(request: dict[str, Any]) -> dict[str, Any]:
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": request.get("model", ""), "content": []}
    return head | {"stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}


def _message_events(request: dict[str, Any]) -> list[dict[str, Any]]:
    deltas = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
        for piece in _pieces(echo(request))
    ]
    return [
        {"type": "message_start", "message": _message_head(request)},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *deltas,
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": 1},
        },
        {"type": "message_stop"},
    ]


def _gemini(request: dict[str, Any]) -> dict[str, Any]:
    content = {"role": "model", "parts": [{"text": echo(request)}]}
    usage = {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}
    return {"candidates": [{"content": content, "finishReason": "STOP", "index": 0}], "usageMetadata": usage}


def _embeddings(request: dict[str, Any]) -> dict[str, Any]:
    said = request["input"] if isinstance(request["input"], list) else [request["input"]]
    vectors: list[Any] = [[float(len(text)), 0.5] for text in said]
    if request.get("encoding_format") == "base64":
        vectors = [base64.b64encode(struct.pack("<2f", *vector)).decode() for vector in vectors]
    data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(vectors)]
    return {
        "object": "list",
        "data": data,
        "model": request.get("model", ""),
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }
