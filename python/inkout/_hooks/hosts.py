"""Which hosts count as AI services because the environment says so?

`INKOUT_HOSTS`, and the base URLs that the SDKs themselves read from their environment variables. The known services,
the SDKs' own headers and the paths of known APIs are the wire's business. The environment is read anew for each
request: a script may set a base URL long after the hooks are in.
"""

from __future__ import annotations

import os

# What the official SDKs, LiteLLM and LangChain read. A value is a URL, or for some `host:port`.
_BASE_URL_VARIABLES = (
    "OPENAI_BASE_URL",
    "OPENAI_API_BASE",
    "AZURE_OPENAI_ENDPOINT",
    "AZURE_OPENAI_API_BASE",
    "AZURE_API_BASE",
    "AZURE_AI_API_BASE",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_API_BASE",
    "ANTHROPIC_BEDROCK_BASE_URL",
    "ANTHROPIC_VERTEX_BASE_URL",
    "ANTHROPIC_FOUNDRY_BASE_URL",
    "GOOGLE_GEMINI_BASE_URL",
    "GOOGLE_VERTEX_BASE_URL",
    "GEMINI_API_BASE",
    "MISTRAL_API_BASE",
    "MISTRAL_BASE_URL",
    "CO_API_URL",
    "COHERE_API_BASE",
    "DEEPSEEK_API_BASE",
    "DEEPSEEK_BASE_URL",
    "FIREWORKS_API_BASE",
    "GROQ_BASE_URL",
    "GROQ_API_BASE",
    "HF_INFERENCE_ENDPOINT",
    "HUGGINGFACE_API_BASE",
    "NVIDIA_BASE_URL",
    "NVIDIA_API_BASE",
    "OLLAMA_API_BASE",
    "OPENROUTER_BASE_URL",
    "OPENROUTER_API_BASE",
    "PERPLEXITY_API_BASE",
    "REPLICATE_BASE_URL",
    "TOGETHER_BASE_URL",
    "TOGETHER_API_BASE",
    "VLLM_API_BASE",
    "XAI_BASE_URL",
    "XAI_API_BASE",
    "LITELLM_PROXY_API_BASE",
)


def named_by_the_environment() -> list[str]:
    """`host` or `host:port`, lower case, without doubles."""
    environ = os.environ
    named = [_host_of(entry) for entry in environ.get("INKOUT_HOSTS", "").split(",")]
    named += [_host_of(environ[name]) for name in _BASE_URL_VARIABLES if name in environ]
    if ollama := _host_of(environ.get("OLLAMA_HOST", "")):
        # Here the port may be left out, and is not that of the URL's scheme then.
        named.append(ollama if ":" in ollama else f"{ollama}:11434")
    return list(dict.fromkeys(filter(None, named)))


def _host_of(url: str) -> str:
    rest = url.strip().partition("://")[2] or url.strip()
    for end in "/?#":
        rest = rest.partition(end)[0]
    return rest.rpartition("@")[2].lower()
