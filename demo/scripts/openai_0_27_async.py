import asyncio
import os

import openai  # openai 0.27.0, over aiohttp

openai.api_key = os.getenv("OPENAI_API_KEY")


async def main():
    response = await openai.ChatCompletion.acreate(
        model="gpt-3.5-turbo",
        user="clara.moore@example.net",
        messages=[
            {"role": "system", "content": "You answer for desk@example.org, phone +44 20 7946 0018."},
            {"role": "user", "content": "Refund it to DE89 3704 0044 0532 0130 00, please."},
        ],
        stream=True,
    )
    async for chunk in response:
        print(chunk.choices[0].delta.get("content", ""), end="")
    print()


asyncio.run(main())
