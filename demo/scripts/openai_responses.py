from openai import OpenAI

client = OpenAI()
answer = client.responses.create(
    model="gpt-4o-mini",
    instructions="You work for Nina, nina@example.org.",
    input=[{"role": "user", "content": "My accounts are FR1420041010050500013M02606 and CH93 0076 2011 6238 5295 7."}],
    metadata={"phone": "(212) 555-0171"},
)
print(answer.output_text)
