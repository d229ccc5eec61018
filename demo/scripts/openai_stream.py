from openai import OpenAI

client = OpenAI()
stream = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[
        {"role": "system", "content": "Copy every mail to archive@example.org."},
        {"role": "user", "content": "Write to ines@example.com or ring 020 7946 0033; card 4242424242424242."},
    ],
    stream=True,
)
for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
