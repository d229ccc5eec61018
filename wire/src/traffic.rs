//! traffic: is this request meant for an AI service?
//!
//! A known host, a host that the user named, an SDK's own headers, or the path of a known interface: a base address that
//! was set in code must not slip through. Everything else is none of our business.

/// Hosts of AI services. A `*` stands for one or more characters.
const HOSTS: &[&str] = &[
    "api.openai.com",
    "*.api.openai.com",
    "*.openai.azure.com",
    "*.cognitiveservices.azure.com",
    "*.services.ai.azure.com",
    "*.inference.ai.azure.com",
    "models.inference.ai.azure.com",
    "models.github.ai",
    "api.githubcopilot.com",
    "*.githubcopilot.com",
    "api.anthropic.com",
    "generativelanguage.googleapis.com",
    "aiplatform.googleapis.com",
    "*-aiplatform.googleapis.com",
    "bedrock-runtime.*.amazonaws.com",
    "bedrock-runtime-fips.*.amazonaws.com",
    "bedrock-agent-runtime.*.amazonaws.com",
    "bedrock-mantle.*.api.aws",
    "api.mistral.ai",
    "codestral.mistral.ai",
    "api.cohere.com",
    "api.cohere.ai",
    "api.groq.com",
    "api.together.xyz",
    "api.together.ai",
    "openrouter.ai",
    "api.deepseek.com",
    "api.x.ai",
    "api.perplexity.ai",
    "api.fireworks.ai",
    "api.cerebras.ai",
    "api.sambanova.ai",
    "api.deepinfra.com",
    "api.novita.ai",
    "api.hyperbolic.xyz",
    "api.moonshot.ai",
    "api.moonshot.cn",
    "api.minimax.io",
    "api.z.ai",
    "open.bigmodel.cn",
    "dashscope.aliyuncs.com",
    "dashscope-intl.aliyuncs.com",
    "api-inference.huggingface.co",
    "router.huggingface.co",
    "*.endpoints.huggingface.cloud",
    "api.replicate.com",
    "integrate.api.nvidia.com",
    "ai-gateway.vercel.sh",
    "gateway.ai.cloudflare.com",
    "api.ai21.com",
    "api.voyageai.com",
    "api.jina.ai",
    "api.writer.com",
    "api.upstage.ai",
    "api.reka.ai",
    "api.inference.wandb.ai",
    "*.ml.cloud.ibm.com",
    "ollama.com",
];

/// Headers that only SDKs of AI services send.
const HEADERS: &[&str] =
    &["anthropic-version", "anthropic-beta", "openai-organization", "openai-project", "openai-beta", "x-goog-api-key"];

/// Paths of known interfaces, as a run of whole segments anywhere in the path (gateways put something in front). A `*`
/// stands for one segment.
const PATHS: &[&str] = &[
    "chat/completions",
    "v1/completions",
    "v1/responses",
    "v1/messages",
    "v1/complete",
    "v1/embeddings",
    "v1/moderations",
    "v1/edits",
    "v1/images/*",
    "v1/audio/*",
    "v1/files",
    "v1/uploads",
    "v1/batches",
    "v1/assistants",
    "v1/threads",
    "v1/conversations",
    "v1/vector_stores",
    "v1/fine_tuning/*",
    "v1/evals",
    "v1/realtime",
    "v1/traces/ingest",
    "v1/rerank",
    "v2/rerank",
    "v2/chat",
    "v2/embed",
    "openai/deployments/*",
    "openai/responses",
    "engines/*/completions",
    "engines/*/embeddings",
    "api/chat",
    "api/generate",
    "api/embed",
    "api/embeddings",
    "model/*/invoke",
    "model/*/invoke-with-response-stream",
    "model/*/converse",
    "model/*/converse-stream",
];

/// What follows the colon in a path of Google's interfaces: `models/gemini:generateContent`.
const VERBS: &[&str] = &[
    "generateContent",
    "streamGenerateContent",
    "countTokens",
    "embedContent",
    "batchEmbedContents",
    "asyncBatchEmbedContent",
    "batchGenerateContent",
    "generateAnswer",
    "predict",
    "rawPredict",
    "streamRawPredict",
];

/// Whether a request is one to an AI service. `url` is absolute if it is known, else the path; then the `host` header
/// is asked. `extra_hosts` are the user's own, `host` or `host:port`.
pub fn is_ai_request(method: &str, url: &str, headers: &[(&str, &str)], extra_hosts: &[String]) -> bool {
    // Preflights and tunnels carry no text of the user's.
    if method.eq_ignore_ascii_case("OPTIONS") || method.eq_ignore_ascii_case("CONNECT") {
        return false;
    }
    let (authority, path) = split(url);
    // The address says where it goes, the header for whom: either can be the service.
    let header = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, value)| value.trim());
    [authority, header.unwrap_or_default()].into_iter().any(|authority| is_known_authority(authority, extra_hosts))
        || headers.iter().any(|(name, _)| is_sdk_header(name))
        || is_known_path(path)
        || is_known_path(&plain(path))
}

fn is_known_authority(authority: &str, extra_hosts: &[String]) -> bool {
    let authority = authority.to_ascii_lowercase();
    let (host, _) = split_port(&authority);
    let host = host.trim_end_matches('.');
    HOSTS.iter().any(|pattern| is_like(host, pattern))
        || extra_hosts.iter().any(|extra| is_extra(&authority, host, extra))
}

/// A path in lower case, with its percent encoding taken off.
fn plain(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |b: &u8| char::from(*b).to_digit(16);
        match (first, after) {
            (b'%', [a, b, tail @ ..]) if hex(a).is_some() && hex(b).is_some() => {
                let code = hex(a).unwrap_or(0) * 16 + hex(b).unwrap_or(0);
                out.extend(u8::try_from(code));
                rest = tail;
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).to_ascii_lowercase()
}

/// Host and port, and path, of an address.
fn split(url: &str) -> (&str, &str) {
    let Some((_, rest)) = url.split_once("://") else {
        return ("", url);
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    (authority.rsplit_once('@').map_or(authority, |(_, host)| host), path)
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    if let Some((host, rest)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (host, rest.strip_prefix(':'));
    }
    match authority.split_once(':') {
        // More than one colon: a bare IPv6 address.
        Some((host, port)) if !port.contains(':') => (host, Some(port)),
        _ => (authority, None),
    }
}

fn is_extra(authority: &str, host: &str, extra: &str) -> bool {
    // A base address counts as well as a host.
    let (from_url, rest) = split(extra.trim());
    let extra = if from_url.is_empty() { rest } else { from_url }.trim_end_matches('/').to_ascii_lowercase();
    match split_port(&extra) {
        ("", _) => false,
        (name, Some(_)) if !name.is_empty() => authority == extra || authority.trim_end_matches('.') == extra,
        (name, _) => host == name.trim_end_matches('.'),
    }
}

fn is_sdk_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("x-stainless-") || HEADERS.contains(&name.as_str())
}

/// Whether the text is the pattern, in which a `*` stands for one or more characters.
fn is_like(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((before, after)) => {
            let inner = text.len().checked_sub(before.len() + after.len());
            inner.is_some_and(|n| n > 0) && text.starts_with(before) && text.ends_with(after)
        }
    }
}

fn is_known_path(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_run = |pattern: &str| {
        let wanted: Vec<&str> = pattern.split('/').collect();
        segments
            .windows(wanted.len())
            .any(|run| run.iter().zip(&wanted).all(|(segment, name)| *name == "*" || segment == name))
    };
    // `models/<name>:<verb>`: the colon may arrive escaped.
    let last = segments.last().copied().unwrap_or_default().replace("%3A", ":").replace("%3a", ":");
    let is_verb = last.rsplit_once(':').is_some_and(|(_, verb)| VERBS.contains(&verb));
    is_verb || PATHS.iter().any(|pattern| is_run(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_host_header_nor_spelling_hides_a_service() {
        let to = |url: &str, host: &str| is_ai_request("POST", url, &[("Host", host)], &[]);
        assert!(to("http://127.0.0.1:9/x", "api.openai.com"));
        assert!(to("http://h.example/V1/Chat/Completions", "h.example"));
        assert!(to("http://h.example/v1/chat%2Fcompletions", "h.example"));
        assert!(!to("http://h.example/v1/other", "h.example"));
    }

    fn is_ai(url: &str) -> bool {
        is_ai_request("POST", url, &[], &[])
    }

    #[test]
    fn known_hosts_count_whatever_the_path() {
        for url in [
            "https://api.openai.com/v1/never-heard-of",
            "https://API.OpenAI.com:443/",
            "https://user:password@api.openai.com/x",
            "https://my-unit.openai.azure.com/x",
            "https://us-central1-aiplatform.googleapis.com/v1/x",
            "https://bedrock-runtime.eu-central-1.amazonaws.com/x",
            "https://api.anthropic.com./v1/x",
        ] {
            assert!(is_ai(url), "{url}");
        }
        for url in [
            "https://example.com/",
            "https://api.openai.com.example.com/x",
            "https://example.com/?u=https://api.openai.com/v1/chat",
            "https://.openai.azure.com/x",
            "https://s3.eu-central-1.amazonaws.com/model/x",
        ] {
            assert!(!is_ai(url), "{url}");
        }
    }

    #[test]
    fn known_paths_count_on_any_host() {
        for url in [
            "http://127.0.0.1:8080/v1/chat/completions",
            "http://[::1]:1234/v1/messages?beta=true",
            "http://localhost:11434/api/chat",
            "https://gateway.example.com/team/openai/v1/responses/resp_1/input_items",
            "/v1/embeddings",
            "http://192.0.2.7/openai/deployments/gpt/chat/completions?api-version=1",
            "https://example.com/v1beta/models/gemini-3:streamGenerateContent?alt=sse",
            "https://example.com/v1beta/models/gemini-3%3AgenerateContent",
            "https://example.com/v1/audio/transcriptions",
        ] {
            assert!(is_ai(url), "{url}");
        }
        for url in [
            "https://example.com/api/chats",
            "https://example.com/v1/users",
            "/",
            "",
            "https://example.com/v1/xcompletions",
        ] {
            assert!(!is_ai(url), "{url}");
        }
    }

    #[test]
    fn headers_and_named_hosts_count() {
        let ask = |url, headers: &[(&str, &str)], extra: &[&str]| {
            is_ai_request("POST", url, headers, &extra.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>())
        };
        assert!(ask("https://example.com/x", &[("X-Stainless-Lang", "python")], &[]));
        assert!(ask("https://example.com/x", &[("anthropic-version", "2023-06-01")], &[]));
        assert!(!ask("https://example.com/x", &[("authorization", "Bearer x")], &[]));
        assert!(ask("/x", &[("Host", "api.openai.com")], &[]));
        assert!(ask("http://llm.example.com:9000/x", &[], &["llm.example.com"]));
        assert!(ask("http://llm.example.com:9000/x", &[], &["LLM.example.com:9000"]));
        assert!(ask("http://llm.example.com:9000/x", &[], &["http://llm.example.com:9000/v1/"]));
        assert!(!ask("http://llm.example.com:9001/x", &[], &["llm.example.com:9000"]));
        assert!(!ask("http://example.com/x", &[], &["", " "]));
        assert!(!is_ai_request("OPTIONS", "https://api.openai.com/v1/chat/completions", &[], &[]));
    }
}
