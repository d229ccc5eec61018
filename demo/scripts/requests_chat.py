import os

import requests

answer = requests.post(
    "https://api.openai.com/v1/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
    json={
        "model": "gpt-4o-mini",
        "user": "customer-4821 <dan@example.com>",
        "metadata": {"caller": "(415) 555-0199", "box": "198.51.100.23"},
        "messages": [
            {"role": "system", "content": "You write for Carol Jones, carol.jones@example.org, SSN 001-42-7731."},
            {"role": "user", "content": "Grüße! My card is 5555-5555-5555-4444."},
            {"role": "assistant", "content": "Thank you. I have charged card 5555-5555-5555-4444."},
            {"role": "assistant", "tool_calls": [{"id": "call_7", "type": "function", "function": {
                "name": "look_up", "arguments": '{"mail": "eve@example.net", "page": 2}'}}]},
            {"role": "tool", "tool_call_id": "call_7", "content":
                '{"contact": "dora\\u0040example.org", "iban": "GB29NWBK60161331926819", "at": 1764000931418}'},
            {"role": "user", "content": "Now write to all of them. My number is +1 604-555-0123."},
        ],
    },
    timeout=60,
)
answer.raise_for_status()
print(answer.json()["choices"][0]["message"]["content"])
