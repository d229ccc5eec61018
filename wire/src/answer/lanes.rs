//! answer/lanes: which text does a piece in an event go on with, and which texts does the event end?
//!
//! A *lane* is one text that arrives in pieces. Its key is made of what the dialect tells texts apart by. A key has the
//! form `owner|part|name`, so that an event can end all lanes of an owner by a common start.

use super::leaves::{Leaf, is_sealed, place};
use super::text::Place;

/// What an event means for the lanes.
#[derive(Default)]
pub(super) struct Plan {
    /// Leaves that go on with a lane, in order.
    pub pieces: Vec<Piece>,
    /// Starts of the keys of lanes that end before the event, and after it. An empty start is that of all.
    pub ends_before: Vec<String>,
    pub ends_after: Vec<String>,
}

pub(super) struct Piece {
    /// Index of the leaf.
    pub leaf: usize,
    pub key: String,
    pub place: Place,
}

/// Reads an event in whichever dialect it is written.
pub(super) fn plan(source: &[u8], leaves: &[Leaf]) -> Plan {
    let event = Event { source, leaves };
    if leaves.iter().any(|leaf| leaf.path.starts_with("choices/")) {
        return event.choices();
    }
    if leaves.iter().any(|leaf| leaf.path.starts_with("candidates/")) {
        return event.candidates();
    }
    if let Some(name) = event.string("type") {
        return event.typed(&name);
    }
    match event.get("done") {
        Some(done) => event.flat(&done),
        None if event.has("error") => Plan { ends_before: vec![String::new()], ..Plan::default() },
        None => Plan::default(),
    }
}

struct Event<'e> {
    source: &'e [u8],
    leaves: &'e [Leaf],
}

impl Event<'_> {
    fn get(&self, path: &str) -> Option<String> {
        let leaf = self.leaves.iter().find(|leaf| leaf.path == path && leaf.token != crate::json::Token::Key)?;
        Some(String::from_utf8_lossy(&leaf.text(self.source)).into_owned())
    }

    fn string(&self, path: &str) -> Option<String> {
        let leaf = self.leaves.iter().find(|leaf| leaf.path == path && leaf.is_string())?;
        Some(String::from_utf8_lossy(&leaf.text(self.source)).into_owned())
    }

    fn has(&self, name: &str) -> bool {
        self.leaves
            .iter()
            .any(|leaf| leaf.path == name || leaf.path.strip_prefix(name).is_some_and(|p| p.starts_with('/')))
    }

    fn strings(&self) -> impl Iterator<Item = (usize, &Leaf)> {
        self.leaves.iter().enumerate().filter(|(_, leaf)| leaf.is_string() && !is_sealed(&leaf.path))
    }

    /// The element of a list that a path leads into: its own path, what tells it from the others (its `index`, else its
    /// position), and the rest of the path.
    fn element<'p>(&self, list: &str, path: &'p str) -> Option<(String, String, &'p str)> {
        let (position, rest) = path.strip_prefix(list)?.split_once('/')?;
        let element = format!("{list}{position}");
        let index = self.get(&format!("{element}/index")).unwrap_or_else(|| position.to_owned());
        Some((element, index, rest))
    }

    /// Chat completions and completions: `choices[].delta`, `choices[].text`.
    fn choices(&self) -> Plan {
        let mut plan = Plan::default();
        for (leaf, Leaf { path, .. }) in self.strings() {
            let Some((choice, owner, rest)) = self.element("choices/", path) else { continue };
            if rest == "finish_reason" {
                plan.ends_after.push(format!("{owner}|"));
                continue;
            }
            let Some(below) = rest.strip_prefix("delta/").or((rest == "text").then_some(rest)) else { continue };
            if !is_piece(below) {
                continue;
            }
            let tool = self.element(&format!("{choice}/delta/tool_calls/"), path);
            let part = tool.map_or(String::new(), |(_, index, _)| index);
            plan.pieces.push(Piece { leaf, key: format!("{owner}|{part}|{}", names(below)), place: place(below) });
        }
        plan
    }

    /// Gemini: `candidates[].content.parts[]`; pieces have no index, so all text of a candidate is one, thoughts another.
    fn candidates(&self) -> Plan {
        let mut plan = Plan::default();
        for (leaf, Leaf { path, .. }) in self.strings() {
            let Some((candidate, owner, rest)) = self.element("candidates/", path) else { continue };
            if rest == "finishReason" {
                plan.ends_after.push(format!("{owner}|"));
                continue;
            }
            let Some((number, below)) = rest.strip_prefix("content/parts/").and_then(|rest| rest.split_once('/'))
            else {
                continue;
            };
            let part = format!("{candidate}/content/parts/{number}");
            if below == "text" {
                let kind = self
                    .get(&format!("{part}/thought"))
                    .filter(|thought| thought == "true")
                    .map_or("text", |_| "thought");
                plan.pieces.push(Piece { leaf, key: format!("{owner}||{kind}"), place: Place::Prose });
            } else if let Some(argument) = below.strip_suffix("/stringValue").filter(|b| b.contains("partialArgs/")) {
                let call = self.get(&format!("{part}/functionCall/id")).unwrap_or_default();
                let name = self.get(&format!("{part}/{argument}/jsonPath")).unwrap_or_default();
                let key = format!("{owner}|{call}|{name}");
                if self.get(&format!("{part}/{argument}/willContinue")).as_deref() != Some("true") {
                    plan.ends_after.push(key.clone());
                }
                plan.pieces.push(Piece { leaf, key, place: Place::Prose });
            }
        }
        plan
    }

    /// Events that carry their own type: responses, messages of anthropic and cohere.
    fn typed(&self, name: &str) -> Plan {
        let mut plan = Plan::default();
        let owner = self.string("item_id").or_else(|| self.string("item/id")).unwrap_or_default();
        let part = ["content_index", "summary_index", "command_index", "index"].iter().find_map(|n| self.get(n));
        let part = part.unwrap_or_default();
        if name != "message_delta" && name.ends_with("delta") {
            for (leaf, Leaf { path, .. }) in self.strings() {
                let below = path.strip_prefix("delta/").unwrap_or(path);
                if path != "delta" && !(path.starts_with("delta/") && is_piece(below)) {
                    continue;
                }
                let is_code = ["tool_call_input", "interpreter_call_code", "shell_call_command", "arguments", "patch"]
                    .iter()
                    .any(|code| name.contains(code));
                let place = if is_code { Place::Code } else { place(below) };
                plan.pieces.push(Piece { leaf, key: format!("{owner}|{part}|{name}/{}", names(below)), place });
            }
            return plan;
        }
        let ends_all = ["response.completed", "response.incomplete", "response.failed", "error", "message_delta"]
            .contains(&name)
            || ["message_stop", "message-end", "response.cancelled", "response.done", "stream-end"].contains(&name);
        if ends_all {
            plan.ends_before.push(String::new());
        } else if name.contains("output_item") && name.ends_with(".done") {
            plan.ends_before.push(format!("{owner}|"));
        } else if name.ends_with(".done") || name.ends_with("_stop") || name.ends_with("-end") {
            plan.ends_before.push(format!("{owner}|{part}|"));
        }
        plan
    }

    /// Ollama: `message.content` or `response`, beside `done`.
    fn flat(&self, done: &str) -> Plan {
        let mut plan = Plan::default();
        for (leaf, Leaf { path, .. }) in self.strings() {
            if matches!(path.as_str(), "message/content" | "response") {
                plan.pieces.push(Piece { leaf, key: format!("||{path}"), place: Place::Prose });
            }
        }
        if done == "true" {
            plan.ends_after.push(String::new());
        }
        plan
    }
}

/// Whether a string below a delta goes on with a text; the others (ids, types, names) are whole.
fn is_piece(path: &str) -> bool {
    let name = path.rsplit('/').find(|name| !name.bytes().all(|b| b.is_ascii_digit()));
    matches!(
        name,
        Some(
            "content"
                | "text"
                | "refusal"
                | "reasoning_content"
                | "reasoning"
                | "arguments"
                | "transcript"
                | "input"
                | "code"
                | "partial_json"
                | "tool_plan"
        )
    )
}

/// A path without its positions.
fn names(path: &str) -> String {
    path.split('/').filter(|name| !name.bytes().all(|b| b.is_ascii_digit())).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::super::leaves::leaves;
    use super::*;

    fn keys(event: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let leaves = leaves(event.as_bytes()).expect("valid");
        let plan = plan(event.as_bytes(), &leaves);
        (plan.pieces.into_iter().map(|p| p.key).collect(), plan.ends_before, plan.ends_after)
    }

    #[test]
    fn chat_pieces_are_told_apart_by_choice_field_and_tool() {
        let event = r#"{"choices":[{"index":1,"delta":{"role":"assistant","content":"a","tool_calls":[{"index":3,"id":"c",
            "function":{"name":"f","arguments":"{"}}]},"finish_reason":"stop"}]}"#;
        let (pieces, _, after) = keys(event);
        assert_eq!(pieces, ["1||content", "1|3|tool_calls/function/arguments"]);
        assert_eq!(after, ["1|"]);
    }

    #[test]
    fn typed_events_go_on_with_and_end_their_own_lane() {
        let delta =
            r#"{"type":"response.output_text.delta","item_id":"m","content_index":0,"delta":"x","logprobs":[]}"#;
        assert_eq!(keys(delta).0, ["m|0|response.output_text.delta/delta"]);
        assert_eq!(
            keys(r#"{"type":"response.output_text.done","item_id":"m","content_index":0,"text":"x"}"#).1,
            ["m|0|"]
        );
        assert_eq!(keys(r#"{"type":"response.output_item.done","item":{"id":"m"}}"#).1, ["m|"]);
        let block =
            r#"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{"}}"#;
        assert_eq!(keys(block).0, ["|2|content_block_delta/partial_json"]);
        assert_eq!(keys(r#"{"type":"content_block_stop","index":2}"#).1, ["|2|"]);
        assert_eq!(keys(r#"{"type":"message_stop"}"#).1, [""]);
        let sealed = r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"x"}}"#;
        assert!(keys(sealed).0.is_empty());
    }

    #[test]
    fn gemini_text_has_one_lane_a_candidate_and_thoughts_another() {
        let event = r#"{"candidates":[{"content":{"parts":[{"text":"a","thought":true},{"text":"b"},{"functionCall":{"id":"c",
            "partialArgs":[{"jsonPath":"$.x","stringValue":"v","willContinue":true}]}}]},"finishReason":"STOP"}]}"#;
        let (pieces, _, after) = keys(event);
        assert_eq!(pieces, ["0||thought", "0||text", "0|c|$.x"]);
        assert_eq!(after, ["0|"]);
    }

    #[test]
    fn ollama_lines_are_one_lane() {
        assert_eq!(keys(r#"{"message":{"role":"assistant","content":"a"},"done":false}"#).0, ["||message/content"]);
        assert_eq!(keys(r#"{"response":"a","done":true}"#).2, [""]);
    }
}
