//! How do the keys of each service begin, and what follows? One row a head.

use super::checks::{Key, amazon, github, github_fine, google, has_short_chunks, sk, slack, slack_hook, stripe};
use crate::detect::class::{self, Classes};
use crate::finding::Level;

/// What a row's check says: the level and what spoke for it, or why it is none.
pub(super) type Verdict = Result<(Level, &'static str), &'static str>;

/// A literal that begins keys, and what has to follow it.
pub(super) struct Head {
    /// As written. Its last byte is the trigger.
    pub literal: &'static str,
    /// The classes of the bytes that the rest of the key consists of; a key ends where they do.
    pub(super) alphabet: Classes,
    /// Bytes before the literal that belong to the key where they stand.
    pub(super) prefixes: &'static [&'static [u8]],
    /// Decides about the rest.
    pub(super) check: fn(&Key<'_>) -> Verdict,
    /// Whether the check says no, however far the key goes in what follows the head: told without reading it all.
    pub(super) dismisses: fn(&[u8]) -> bool,
}

const fn head(literal: &'static str, alphabet: Classes, check: fn(&Key<'_>) -> Verdict) -> Head {
    Head { literal, alphabet, prefixes: &[], check, dismisses: |_| false }
}

const ALPHANUMERIC: Classes = class::ALPHANUMERIC;
const CAPITALS: Classes = class::CAPITAL | class::DIGIT;
const NAME: Classes = ALPHANUMERIC | class::UNDERSCORE;
const DASHED: Classes = ALPHANUMERIC | class::DASH;
const URL_SAFE: Classes = DASHED | class::UNDERSCORE;
const BASE_64: Classes = ALPHANUMERIC | class::PLUS | class::SLASH | class::EQUALS;
const PATH: Classes = URL_SAFE | class::PLUS | class::SLASH;

/// Every head. Sources: the services' own documentation of key formats, as of 2026-11.
pub(super) const HEADS: &[Head] = &[
    // OpenAI, Anthropic, and others that took the same beginning
    Head { dismisses: has_short_chunks, ..head("sk-", URL_SAFE, sk) },
    // Amazon Web Services: long-term, temporary, bearer and context ids
    head("AKIA", CAPITALS, amazon),
    head("ASIA", CAPITALS, amazon),
    head("ABIA", CAPITALS, amazon),
    head("ACCA", CAPITALS, amazon),
    // GitHub: personal, OAuth, user-to-server, server-to-server, refresh; fine-grained personal
    head("ghp_", ALPHANUMERIC, github),
    head("gho_", ALPHANUMERIC, github),
    head("ghu_", ALPHANUMERIC, github),
    head("ghs_", ALPHANUMERIC, github),
    head("ghr_", ALPHANUMERIC, github),
    head("github_pat_", NAME, github_fine),
    // Google
    head("AIza", URL_SAFE, google),
    // Slack: bot, user, workspace, refresh, legacy, configuration and app tokens; webhooks
    Head { prefixes: &[b"xoxe."], ..head("xoxb-", DASHED, slack) },
    Head { prefixes: &[b"xoxe."], ..head("xoxp-", DASHED, slack) },
    head("xoxa-", DASHED, slack),
    head("xoxr-", DASHED, slack),
    head("xoxs-", DASHED, slack),
    head("xoxo-", DASHED, slack),
    head("xoxe-", DASHED, slack),
    head("xapp-", DASHED, slack),
    Head { prefixes: &[b"https://", b"http://"], ..head("hooks.slack.com/services/", PATH, slack_hook) },
    Head { prefixes: &[b"https://", b"http://"], ..head("hooks.slack.com/workflows/", PATH, slack_hook) },
    // Stripe: secret and restricted keys, secrets of webhooks
    head("sk_live_", ALPHANUMERIC, stripe),
    head("sk_test_", ALPHANUMERIC, stripe),
    head("sk_prod_", ALPHANUMERIC, stripe),
    head("rk_live_", ALPHANUMERIC, stripe),
    head("rk_test_", ALPHANUMERIC, stripe),
    head("rk_prod_", ALPHANUMERIC, stripe),
    head("whsec_", BASE_64, stripe),
];

/// What every head begins with.
pub(super) const LITERALS: &[&str] = {
    const OUT: [&str; HEADS.len()] = {
        let mut out = [""; HEADS.len()];
        let mut i = 0;
        while i < HEADS.len() {
            out[i] = HEADS[i].literal;
            i += 1;
        }
        out
    };
    &OUT
};

/// By its last byte but one, the heads in [`HEADS`], as bits: few share it.
pub(super) static BY_BYTE: [u32; 256] = {
    let mut out = [0; 256];
    let mut i = 0;
    while i < HEADS.len() {
        let literal = HEADS[i].literal.as_bytes();
        out[literal[literal.len() - 2] as usize] |= 1 << i;
        i += 1;
    }
    out
};
