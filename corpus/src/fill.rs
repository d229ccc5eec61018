//! How does a template become text? `{noun}` draws a word, `{email}` plants a value, `{uuid}` plants a look-alike.
//!
//! `{{` stands for one brace. A slot that is not in the table is a mistake in a template, and the tests of this crate
//! fill every template.

use crate::decoys;
use crate::document::Document;
use crate::random::Random;
use crate::values;
use crate::words;

/// Appends the template with all its slots drawn. Capitalises nothing.
///
/// # Panics
/// At a slot that does not exist.
pub(crate) fn fill(document: &mut Document, random: &mut Random, template: &str) {
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        document.push(&rest[..open]);
        rest = &rest[open + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            document.push("{");
            rest = after;
            continue;
        }
        let Some((slot, after)) = rest.split_once('}') else { break };
        fill_slot(document, random, slot);
        rest = after;
    }
    document.push(rest);
}

fn fill_slot(document: &mut Document, random: &mut Random, slot: &str) {
    if let Some((entity, value)) = value(random, slot) {
        document.push_value(entity, &value);
    } else if let Some(decoy) = decoy(random, slot) {
        document.push_decoy(decoy.0, &decoy.1);
    } else if let Some(word) = word(random, slot) {
        document.push(word);
    } else if let Some(number) = number(random, slot) {
        document.push(&number);
    } else {
        panic!("no slot {slot:?}");
    }
}

fn value(random: &mut Random, slot: &str) -> Option<(&'static str, String)> {
    Some(match slot {
        "email" => ("EMAIL_ADDRESS", values::email(random)),
        "phone" => ("PHONE_NUMBER", values::phone(random)),
        "phone_international" => ("PHONE_NUMBER", values::phone_international(random)),
        "card" => ("CREDIT_CARD", values::card(random)),
        "card_plain" => ("CREDIT_CARD", values::card_plain(random)),
        "iban" => ("IBAN_CODE", values::iban(random)),
        "iban_plain" => ("IBAN_CODE", values::iban_plain(random)),
        "ssn" => ("US_SSN", values::ssn(random)),
        "ip" => ("IP_ADDRESS", values::ip(random)),
        "ip_v4" => ("IP_ADDRESS", values::ip_v4(random)),
        "ip_v6" => ("IP_ADDRESS", values::ip_v6(random)),
        "api_key" => ("API_KEY", values::api_key(random)),
        _ => return None,
    })
}

fn decoy(random: &mut Random, slot: &str) -> Option<(&'static str, String)> {
    Some(match slot {
        "uuid" => ("uuid", decoys::uuid(random)),
        "ms" => ("milliseconds", decoys::milliseconds(random)),
        "seconds" => ("seconds", decoys::seconds(random)),
        "iso_time" => ("iso_time", decoys::iso_time(random)),
        "iso_date" => ("iso_date", decoys::iso_date(random)),
        "clock" => ("clock", decoys::clock(random)),
        "version" => ("version", decoys::version(random)),
        "order" => ("order", decoys::order(random)),
        "long_id" => ("long_id", decoys::long_id(random)),
        "bad_card" => ("failing_card", decoys::failing_card(random)),
        "bad_iban" => ("failing_iban", decoys::failing_iban(random)),
        "sha1" => ("digest", random.hex(40)),
        "sha256" => ("digest", random.hex(64)),
        "md5" => ("digest", random.hex(32)),
        "trace" => ("digest", random.hex(16)),
        "float" => ("float", format!("{}.{}", random.between(0, 9999), random.digits(6))),
        _ => return None,
    })
}

fn word(random: &mut Random, slot: &str) -> Option<&'static str> {
    Some(match slot {
        "noun" => random.pick(&words::NOUNS),
        "plural" => random.pick(&words::PLURALS),
        "adjective" => random.pick(&words::ADJECTIVES),
        "past" => random.pick(&words::PAST_VERBS),
        "verb" => random.pick(&words::VERBS),
        "adverb" => random.pick(&words::ADVERBS),
        "place" => random.pick(&words::PLACES),
        "first" => random.pick(&words::FIRST_NAMES),
        "last" => random.pick(&words::LAST_NAMES),
        "month" => random.pick(&words::MONTHS),
        "weekday" => random.pick(&words::WEEKDAYS),
        "because" => random.pick(&words::CONJUNCTIONS),
        "number_word" => random.pick(&words::NUMBER_WORDS),
        "service" => random.pick(&words::SERVICES),
        "verb_http" => random.pick(&["GET", "GET", "POST", "PUT", "DELETE", "PATCH"]),
        "status" => random.pick(&["200", "200", "200", "201", "204", "301", "400", "404", "429", "500", "503"]),
        "chinese" => random.pick(&words::CHINESE),
        "russian" => random.pick(&words::RUSSIAN),
        "arabic" => random.pick(&words::ARABIC),
        "emoji" => random.pick(&words::EMOJI),
        _ => return None,
    })
}

/// Plain numbers: nobody would take them for anything, so they are no look-alikes either.
fn number(random: &mut Random, slot: &str) -> Option<String> {
    Some(match slot {
        "year" => random.between(1890, 2026).to_string(),
        "day" => format!("{:02}", random.between(1, 28)),
        "small" => random.between(2, 99).to_string(),
        "amount" => random.between(100, 999_999).to_string(),
        "price" => format!("{}.{:02}", random.between(1, 899), random.between(0, 99)),
        "thousands" => format!("{},{:03}", random.between(1, 99), random.between(0, 999)),
        "time" => format!("{}:{:02}", random.between(0, 23), random.between(0, 59)),
        "port" => random.between(1024, 65535).to_string(),
        "pid" => random.between(100, 9999).to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_plants_its_value_and_braces_stay() {
        let mut document = Document::default();
        fill(&mut document, &mut Random::new(1), "{{\"mail\": \"{email}\"}");
        let value = document.values[0];
        assert_eq!(value.entity, "EMAIL_ADDRESS");
        assert_eq!(&document.text[..value.start], b"{\"mail\": \"");
        assert_eq!(&document.text[value.end..], b"\"}");
    }

    #[test]
    #[should_panic(expected = "no slot")]
    fn an_unknown_slot_is_refused() {
        fill(&mut Document::default(), &mut Random::new(1), "{nonsense}");
    }
}
