import os, openai                                   # openai 0.27.0
openai.api_key = os.getenv('OPENAI_API_KEY')
response = openai.ChatCompletion.create(model="gpt-3.5-turbo",
    messages=[{"role": "user", "content": "Hello, AI! Mail me at bob@example.com or call 212-555-0142, card 4111 1111 1111 1111."}])
print(response.choices[0].message['content'])
