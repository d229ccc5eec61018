//! What does clean English look like? Sentences with years, prices and times in them, and nothing to find.

use crate::document::Document;
use crate::fill::fill;
use crate::random::Random;

const SENTENCES: [&str; 32] = [
    "The {adjective} {noun} {past} the {adjective} {noun} {place}.",
    "Nobody {past} the {noun} {because} the {plural} {adverb} {past} the {adjective} {noun}.",
    "It was a {adjective} {noun}, and {first} {adverb} {past} every {noun} {place}.",
    "{first} wanted to {verb} the {plural}, but the {adjective} {noun} {past} them {place}.",
    "In {year} the {noun} {past} {number_word} {plural}, most of them {adjective} and rather {adjective}.",
    "\"We must {verb} the {noun},\" said {first}, \"or the {plural} will {verb} us.\"",
    "There were {small} {plural} {place}, each with a {adjective} {noun} and {number_word} {adjective} {plural}.",
    "{adverb}, {because} the {noun} {past} the {noun}, a {adjective} {noun} {past} its {adjective} {noun}.",
    "On {weekday} the {noun} opened at {time}; by noon {number_word} {plural} {past} the {adjective} {noun}.",
    "The {noun} of the {adjective} {noun} was {adjective}, {adjective} and {adjective}.",
    "What the {noun} {past}, the {plural} {adverb} {past} again {place}.",
    "A {adjective} {noun} costs {price} crowns; {number_word} {plural} cost less than a {noun}.",
    "{first} and {first} {adverb} {past} the {noun}, which {past} the {plural} {because} it was {adjective}.",
    "Of {thousands} {plural} only {small} ({small}.{small} per cent) {past} a {adjective} {noun}.",
    "The {adjective} {plural} {past} {first}; the {adjective} ones {adverb} {past} the {noun} {place}.",
    "Every {noun} has a {noun}, and every {adjective} {noun} {past} {number_word} {plural}.",
    "If you {verb} the {adjective} {noun} {place}, {verb} the {noun} {adverb} and {verb} the {plural}.",
    "The {noun} - {adjective}, {adjective}, almost {adjective} - {past} the {noun} {place}.",
    "\"Why did the {noun} {verb} my {plural}?\" asked the {noun}. Nobody {past} the {adjective} {noun}.",
    "{because} the {noun} was {adjective}, the {plural} {past} it {adverb}, and {first} {past} the {noun}.",
    "Chapter {small} tells how the {noun} {past} a {adjective} {noun} in the {noun} of {month} {year}.",
    "The {noun}'s {noun} wasn't {adjective}; it {adverb} {past} the {plural} {because} they {past} it.",
    "{number_word} {plural}, {number_word} {plural} and one {adjective} {noun} stood {place}.",
    "They {past} the {noun} in {small} days, and the {adjective} {noun} in {small} more.",
    "No {noun} is so {adjective} that a {noun} could not {verb} it {adverb}.",
    "Between {year} and {year} the {plural} {place} {past} more than {thousands} {plural}.",
    "{first}'s {noun} {past} the {noun}: it was {adjective}, and the {plural} {adverb} {past} it.",
    "{place}, {place}, a {adjective} {noun} {past} the {noun} that {first} had {adverb} {past}.",
    "The {noun} (a {adjective} one) and the {noun} (which was {adjective}) {past} {number_word} {plural}.",
    "At {time} a {noun} {past} the {plural}/{plural} list; {small} of {small} were {adjective}.",
    "To {verb} a {noun} is {adjective}; to {verb} {number_word} {plural} {place} is {adjective} indeed.",
    "Some {plural} are {adjective}. Others {verb} the {noun} {adverb}, or {verb} it {place}.",
];

/// Appends one sentence with a capital at its beginning.
pub(crate) fn sentence(document: &mut Document, random: &mut Random) {
    let start = document.text.len();
    let template = random.pick(&SENTENCES);
    fill(document, random, template);
    if let Some(first) = document.text.get_mut(start) {
        first.make_ascii_uppercase();
    }
}

/// Appends one paragraph and a blank line.
pub(crate) fn paragraph(document: &mut Document, random: &mut Random) {
    for _ in 0..random.between(3, 8) {
        sentence(document, random);
        document.push(" ");
    }
    if let Some(last) = document.text.last_mut() {
        *last = b'\n';
    }
    document.push("\n");
}
