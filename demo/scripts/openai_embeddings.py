from openai import OpenAI

client = OpenAI()
answer = client.embeddings.create(
    model="text-embedding-3-small",
    input=["Olga, olga@example.com, 6011 1111 1111 1117", "Paul lives at 192.0.2.44, so to speak"],
)
print(len(answer.data), "vectors of", len(answer.data[0].embedding))
