//! What do people write to a chat? Prose, and about once a KiB a way to reach or to pay them.

use crate::document::Document;
use crate::fill::fill;
use crate::prose::sentence;
use crate::random::Random;

const OPENINGS: [&str; 10] = [
    "Hi {first}, ",
    "Hello, ",
    "Thanks for the quick answer! ",
    "Good morning, ",
    "Sorry, one more thing: ",
    "{first} here. ",
    "Could you help me with this? ",
    "ok, ",
    "Great, ",
    "By the way, ",
];

const PLANTED: [&str; 30] = [
    "You can reach me at {email} until {weekday}.",
    "Please send the {noun} to {email}, not to the old address.",
    "My address is {email}; {first}'s is {email}.",
    "cc {email} as usual.",
    "Write to <{email}> and ask for the {noun}.",
    "Just mail {email} (she answers {adverb}).",
    "mailto:{email} should open your client.",
    "Call me at {phone}, any time after {time}.",
    "My phone number is {phone}.",
    "Tel. {phone}, ask for {first} {last}.",
    "You can text me: {phone_international}.",
    "The office is at {phone_international}; mobile and voicemail too.",
    "Phone: {phone}. Mail: {email}.",
    "Call {phone} or write to {email}.",
    "The card is {card}, it expires in {month}.",
    "I paid with {card} on {weekday}.",
    "Please charge card number {card} for the {noun}.",
    "Visa ending as usual, the full number is {card}.",
    "Transfer it to IBAN {iban}, please.",
    "My account: {iban}.",
    "Bank details: {iban}, holder {first} {last}.",
    "SSN {ssn}, if you need it for the form.",
    "My social security number is {ssn}.",
    "The server at {ip} does not answer.",
    "I can ping {ip_v4} but not {ip_v6}.",
    "Here is the key: {api_key}",
    "I set the token to {api_key} and it still says 401.",
    "Use {api_key}, I will rotate it tomorrow.",
    "Reply to {email} or {phone}; invoice to {iban}.",
    "{first} {last} ({email}) said that {phone} is wrong.",
];

const LOOKALIKES: [&str; 16] = [
    "My order is {order}, placed on {iso_date}.",
    "I am on version {version}.",
    "The request id was {uuid}.",
    "commit {sha1} broke it.",
    "The log says {iso_time} took {float} seconds.",
    "The ticket number is {order}.",
    "I typed {bad_card} and the form refused it.",
    "It printed {ms}, whatever that is.",
    "Pages {small}-{small}, table {small}.{small}, please.",
    "The total was {price} on {iso_date}.",
    "Is {bad_iban} a valid account? The check says no.",
    "tracking {long_id}",
    "Meet me @ the {noun} at {time}?",
    "The ratio is 3:1, the score {small}:{small}.",
    "See https://example.com/help/{small} for more.",
    "md5 {md5} does not match.",
];

/// Appends one message.
pub(crate) fn message(document: &mut Document, random: &mut Random) {
    document.push(random.pick(&["user: ", "assistant: ", "user: ", "> "]));
    let opening = random.pick(&OPENINGS);
    fill(document, random, opening);
    for _ in 0..random.between(3, 9) {
        turn(document, random);
        document.push(" ");
    }
    if let Some(last) = document.text.last_mut() {
        *last = b'\n';
    }
}

/// Appends one sentence: two in thirty hold a value or more, one holds a look-alike.
pub(crate) fn turn(document: &mut Document, random: &mut Random) {
    let templates: &[&str] = match random.below(30) {
        0 | 1 => &PLANTED,
        2 => &LOOKALIKES,
        _ => return sentence(document, random),
    };
    let template = random.pick(templates);
    fill(document, random, template);
}
