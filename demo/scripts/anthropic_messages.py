from anthropic import Anthropic

client = Anthropic()
answer = client.messages.create(
    model="claude-sonnet-4-5",
    max_tokens=200,
    system="You help Sofia, sofia@example.com.",
    metadata={"user_id": "sam@example.net"},
    messages=[
        {"role": "user", "content": "Here is my key: sk_l" "ive_R4nd0mMadeUpBodyOf24Ch"},
        {"role": "assistant", "content": "Never send me keys. Who is 3530 1113 3330 0000?"},
        {"role": "user", "content": [{"type": "text", "text": "A card. Ring 0171 3920033 or 718-555-0152."}]},
    ],
)
print(answer.content[0].text)
