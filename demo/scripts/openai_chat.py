from openai import OpenAI

client = OpenAI()
answer = client.chat.completions.create(
    model="gpt-4o-mini",
    user="noah@example.com",
    metadata={"account": "NL91ABNA0417164300"},
    messages=[
        {"role": "system", "content": "You are the desk of hana@example.org, reachable at 030 23125448."},
        {"role": "user", "content": [{"type": "text", "text": "Card 3782 822463 10005, from 2001:db8::17."}]},
        {"role": "assistant", "content": "Noted: 3782 822463 10005."},
        {"role": "user", "content": "Call me on +33 1 99 00 12 34 and mail ivan@example.net."},
    ],
)
print(answer.choices[0].message.content)
