//! How do the keys of each service begin, and what follows? One row a head.

use super::checks::{Key, amazon, github, github_fine, google, sk, slack, slack_hook, stripe};
use crate::finding::Level;

/// What a row's check says: the level and what spoke for it, or why it is none.
pub(super) type Verdict = Result<(Level, &'static str), &'static str>;

/// A literal that begins keys, and what has to follow it.
pub(super) struct Head {
    /// As written. Its last byte is the trigger.
    pub literal: &'static str,
    /// The bytes that the rest of the key consists of; a key ends where they do.
    pub(super) alphabet: fn(u8) -> bool,
    /// Bytes before the literal that belong to the key where they stand.
    pub(super) prefixes: &'static [&'static [u8]],
    /// Decides about the rest.
    pub(super) check: fn(&Key<'_>) -> Verdict,
}

const fn head(literal: &'static str, alphabet: fn(u8) -> bool, check: fn(&Key<'_>) -> Verdict) -> Head {
    Head { literal, alphabet, prefixes: &[], check }
}

/// Every head. Sources: the services' own documentation of key formats, as of 2026-11.
pub(super) const HEADS: &[Head] = &[
    // OpenAI, Anthropic, and others that took the same beginning
    head("sk-", is_url_safe, sk),
    // Amazon Web Services: long-term, temporary, bearer and context ids
    head("AKIA", is_capital, amazon),
    head("ASIA", is_capital, amazon),
    head("ABIA", is_capital, amazon),
    head("ACCA", is_capital, amazon),
    // GitHub: personal, OAuth, user-to-server, server-to-server, refresh; fine-grained personal
    head("ghp_", is_alphanumeric, github),
    head("gho_", is_alphanumeric, github),
    head("ghu_", is_alphanumeric, github),
    head("ghs_", is_alphanumeric, github),
    head("ghr_", is_alphanumeric, github),
    head("github_pat_", is_name, github_fine),
    // Google
    head("AIza", is_url_safe, google),
    // Slack: bot, user, workspace, refresh, legacy, configuration and app tokens; webhooks
    Head { prefixes: &[b"xoxe."], ..head("xoxb-", is_dashed, slack) },
    Head { prefixes: &[b"xoxe."], ..head("xoxp-", is_dashed, slack) },
    head("xoxa-", is_dashed, slack),
    head("xoxr-", is_dashed, slack),
    head("xoxs-", is_dashed, slack),
    head("xoxo-", is_dashed, slack),
    head("xoxe-", is_dashed, slack),
    head("xapp-", is_dashed, slack),
    Head { prefixes: &[b"https://", b"http://"], ..head("hooks.slack.com/services/", is_path, slack_hook) },
    Head { prefixes: &[b"https://", b"http://"], ..head("hooks.slack.com/workflows/", is_path, slack_hook) },
    // Stripe: secret and restricted keys, secrets of webhooks
    head("sk_live_", is_alphanumeric, stripe),
    head("sk_test_", is_alphanumeric, stripe),
    head("sk_prod_", is_alphanumeric, stripe),
    head("rk_live_", is_alphanumeric, stripe),
    head("rk_test_", is_alphanumeric, stripe),
    head("rk_prod_", is_alphanumeric, stripe),
    head("whsec_", is_base64, stripe),
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

fn is_alphanumeric(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

fn is_capital(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit()
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

fn is_dashed(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-'
}

fn is_url_safe(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
}

fn is_base64(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')
}

fn is_path(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'/' | b'+' | b'-' | b'_')
}
