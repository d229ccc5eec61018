//! request/place: what does a place in a request hold?
//!
//! The answer never lets a value pass that the redactor finds something in, except data that is sealed or not text. It
//! says how to read: with its key as context or without, as base64, as a seal. So a service that is not known here is
//! redacted all the same, and a list that has aged costs a token too many, not a leak.

/// A part of the document with its own meaning of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// The request itself, or one of a batch.
    Root,
    /// A structure of the protocol below it.
    Known,
    /// A JSON schema.
    Schema,
    /// Whatever the caller put there: keys mean nothing to the service.
    Free,
}

/// How a string or number is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A name of the protocol: its key says nothing about it.
    Name,
    /// Text of its own: its key says nothing about it, and it may be JSON.
    Prose,
    /// May be base64 of an image, a recording or a document.
    Data,
    /// Signed or encrypted by the service.
    Sealed,
    /// Signed by the service and readable.
    Thinking,
    /// A value that its key tells something about.
    Field,
}

/// How a value under this key is to be read.
pub(crate) fn role(region: Region, key: &[u8]) -> Role {
    if region == Region::Free {
        return Role::Field;
    }
    match key {
        b"$ref" | b"format" | b"type" | b"pattern" | b"required" | b"minimum" | b"maximum" | b"minLength"
        | b"maxLength" => Role::Name,
        b"description" | b"title" => Role::Prose,
        _ if region == Region::Schema => Role::Field,
        b"model"
        | b"role"
        | b"id"
        | b"object"
        | b"status"
        | b"call_id"
        | b"tool_call_id"
        | b"tool_use_id"
        | b"item_id"
        | b"response_id"
        | b"previous_response_id"
        | b"conversation"
        | b"container"
        | b"detail"
        | b"effort"
        | b"service_tier"
        | b"tool_choice"
        | b"truncation"
        | b"encoding_format"
        | b"media_type"
        | b"mimeType"
        | b"mime_type"
        | b"response_format"
        | b"purpose"
        | b"endpoint"
        | b"completion_window"
        | b"method"
        | b"modalities"
        | b"voice"
        | b"size"
        | b"quality"
        | b"style"
        | b"verbosity"
        | b"include"
        | b"file_id"
        | b"fileUri"
        | b"ttl"
        | b"max_tokens"
        | b"max_completion_tokens"
        | b"max_output_tokens"
        | b"maxOutputTokens"
        | b"budget_tokens"
        | b"temperature"
        | b"top_p"
        | b"top_k"
        | b"topP"
        | b"topK"
        | b"n"
        | b"seed"
        | b"frequency_penalty"
        | b"presence_penalty"
        | b"dimensions"
        | b"num_ctx"
        | b"num_predict"
        | b"index"
        | b"created_at"
        | b"stream" => Role::Name,
        b"content" | b"text" | b"input" | b"instructions" | b"prompt" | b"system" | b"output" | b"refusal"
        | b"arguments" | b"suffix" | b"query" | b"documents" | b"texts" | b"transcript" | b"context" | b"inputs"
        | b"message" | b"reasoning_content" | b"summary" | b"cited_text" | b"stop" | b"stop_sequences" | b"code"
        | b"command" | b"commands" | b"messages" => Role::Prose,
        b"data" | b"file_data" | b"b64_json" | b"bytes" | b"image" | b"images" | b"image_url" | b"url" | b"audio" => {
            Role::Data
        }
        b"signature" | b"encrypted_content" | b"thoughtSignature" | b"thought_signature" => Role::Sealed,
        b"thinking" => Role::Thinking,
        _ => Role::Field,
    }
}

/// The region of an object or array under this key.
pub(crate) fn enter(region: Region, key: &[u8]) -> Region {
    match (region, key) {
        (Region::Free | Region::Schema, _) => region,
        (_, b"body" | b"params" | b"request" | b"requests") => Region::Root,
        (
            _,
            b"parameters" | b"input_schema" | b"inputSchema" | b"schema" | b"json_schema" | b"parametersJsonSchema",
        )
        | (_, b"responseSchema" | b"response_schema" | b"responseJsonSchema") => Region::Schema,
        (Region::Root, b"input" | b"prompt" | b"inputs" | b"instances") => Region::Known,
        (
            _,
            b"messages"
            | b"message"
            | b"content"
            | b"contents"
            | b"parts"
            | b"system"
            | b"systemInstruction"
            | b"system_instruction"
            | b"tool_calls"
            | b"function"
            | b"function_call"
            | b"functionCall"
            | b"functionResponse"
            | b"source"
            | b"image_url"
            | b"image"
            | b"images"
            | b"input_audio"
            | b"audio"
            | b"file"
            | b"inlineData"
            | b"inline_data"
            | b"fileData"
            | b"item"
            | b"summary"
            | b"output"
            | b"tools"
            | b"functions"
            | b"functionDeclarations"
            | b"function_declarations"
            | b"tool_choice"
            | b"toolConfig"
            | b"response_format"
            | b"text"
            | b"format"
            | b"prediction"
            | b"reasoning"
            | b"thinking"
            | b"stream_options"
            | b"generationConfig"
            | b"generation_config"
            | b"safetySettings"
            | b"cache_control"
            | b"citations"
            | b"choices"
            | b"candidates"
            | b"stop"
            | b"stop_sequences"
            | b"include"
            | b"modalities"
            | b"documents"
            | b"document"
            | b"texts"
            | b"custom"
            | b"toolUse"
            | b"toolResult"
            | b"options"
            | b"input",
        ) => {
            // The input of a tool is the caller's own object; that of the request was met above.
            if key == b"input" { Region::Free } else { Region::Known }
        }
        _ => Region::Free,
    }
}

/// Whether a key in a free object names no value of its own, so that the key around it speaks.
pub(crate) fn is_weak(key: &[u8]) -> bool {
    matches!(
        key,
        b"value"
            | b"values"
            | b"default"
            | b"const"
            | b"enum"
            | b"example"
            | b"examples"
            | b"items"
            | b"data"
            | b"text"
            | b"content"
            | b"properties"
            | b"anyOf"
            | b"oneOf"
            | b"allOf"
    )
}

/// Whether a key is a word of the protocol: known beforehand, so it needs no look and may stand in an error.
pub(crate) fn is_word(key: &[u8]) -> bool {
    matches!(
        key,
        b"name" | b"user" | b"metadata" | b"args" | b"response" | b"properties" | b"additionalProperties" | b"strict"
    ) || is_weak(key)
        || role(Region::Root, key) != Role::Field
        || enter(Region::Root, key) != Region::Free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_own_objects_are_free() {
        for key in ["metadata", "arguments", "args", "response", "variables", "user_location", "never_heard_of"] {
            assert_eq!(enter(Region::Root, key.as_bytes()), Region::Free, "{key}");
            assert_eq!(enter(Region::Known, key.as_bytes()), Region::Free, "{key}");
        }
        assert_eq!(enter(Region::Root, b"input"), Region::Known);
        assert_eq!(enter(Region::Known, b"input"), Region::Free);
        assert_eq!(enter(Region::Free, b"messages"), Region::Free);
        assert_eq!(role(Region::Free, b"signature"), Role::Field);
    }
}
