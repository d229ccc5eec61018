import asyncio

from openai import AsyncOpenAI


async def main():
    async with AsyncOpenAI() as client:
        questions = ["Invite priya@example.com (+49 171 3920012).", "Invite ravi@example.org (416-555-0188)."]
        ask = client.chat.completions.create
        tasks = [ask(model="gpt-4o-mini", messages=[{"role": "user", "content": text}]) for text in questions]
        for answer in await asyncio.gather(*tasks):
            print(answer.choices[0].message.content)


asyncio.run(main())
