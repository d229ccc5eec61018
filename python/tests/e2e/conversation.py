"""What do the tests say to a service? Several reserved values in every role and field that carries text."""

from __future__ import annotations

import json
from typing import Any

VALUES = (
    "admin@example.org",
    "+1 212-555-0142",
    "bob@example.com",
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "carol.jones@example.net",
    "+44 20 7946 0018",
    "leo@example.com",
    "198.51.100.23",
    "dora+news@example.org",
    "5555555555554444",
    "eve@example.com",
    "+1 415-555-0199",
)

MESSAGES: list[dict[str, Any]] = [
    {"role": "system", "content": "You write for admin@example.org. If in doubt call +1 212-555-0142."},
    {
        "role": "user",
        "content": "I am bob@example.com. My card is 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00.",
    },
    {
        "role": "assistant",
        "content": "Shall I mail carol.jones@example.net or call +44 20 7946 0018?",
        "tool_calls": [
            {
                "id": "call_0",
                "type": "function",
                "function": {
                    "name": "mail",
                    "arguments": json.dumps({"to": "leo@example.com", "from": "198.51.100.23"}),
                },
            }
        ],
    },
    {"role": "tool", "tool_call_id": "call_0", "content": "Sent to leo@example.com from 198.51.100.23, über Berlin."},
    {"role": "user", "content": "Now write to dora+news@example.org. The other card is 5555555555554444. Grüße, «bob»"},
]

CHAT: dict[str, Any] = {
    "model": "gpt-3.5-turbo",
    "messages": MESSAGES,
    "user": "eve@example.com",
    "metadata": {"owner": "eve@example.com", "phone": "+1 415-555-0199"},
}

RESPONSES: dict[str, Any] = {
    "model": "gpt-5",
    "instructions": MESSAGES[0]["content"],
    "input": [
        MESSAGES[1],
        {"role": "assistant", "content": MESSAGES[2]["content"]},
        {"type": "function_call", "call_id": "call_0", **MESSAGES[2]["tool_calls"][0]["function"]},
        {"type": "function_call_output", "call_id": "call_0", "output": MESSAGES[3]["content"]},
        MESSAGES[4],
    ],
    "user": CHAT["user"],
    "metadata": CHAT["metadata"],
}

ANTHROPIC: dict[str, Any] = {
    "model": "claude-sonnet",
    "max_tokens": 100,
    "system": MESSAGES[0]["content"],
    "messages": [
        MESSAGES[1],
        {
            "role": "assistant",
            "content": [
                {"type": "text", "text": MESSAGES[2]["content"]},
                {
                    "type": "tool_use",
                    "id": "call_0",
                    "name": "mail",
                    "input": {"to": "leo@example.com", "from": "198.51.100.23"},
                },
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "call_0", "content": MESSAGES[3]["content"]},
                {"type": "text", "text": MESSAGES[4]["content"]},
            ],
        },
    ],
    "metadata": {"user_id": "eve@example.com +1 415-555-0199"},
}

GEMINI: dict[str, Any] = {
    "contents": [
        {"role": "model" if message["role"] == "assistant" else "user", "parts": [{"text": message["content"]}]}
        for message in MESSAGES
    ],
}

EMBEDDINGS: dict[str, Any] = {
    "model": "text-embedding-3-small",
    "input": [message["content"] for message in MESSAGES],
    "user": "eve@example.com",
}
