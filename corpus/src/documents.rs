//! Which texts are labelled by hand? Those of the folder `documents`, compiled in so that no test needs a path.

use crate::document::Document;
use crate::marked::parse;

const FILES: [(&str, &str); 23] = [
    ("access.log", include_str!("../documents/access.log")),
    ("addresses.txt", include_str!("../documents/addresses.txt")),
    ("application.log", include_str!("../documents/application.log")),
    ("cards.txt", include_str!("../documents/cards.txt")),
    ("chat-request.json", include_str!("../documents/chat-request.json")),
    ("customer.json", include_str!("../documents/customer.json")),
    ("emails.txt", include_str!("../documents/emails.txt")),
    ("escaped.json", include_str!("../documents/escaped.json")),
    ("form.csv", include_str!("../documents/form.csv")),
    ("ibans.txt", include_str!("../documents/ibans.txt")),
    ("invoice.txt", include_str!("../documents/invoice.txt")),
    ("keys-and-tokens.txt", include_str!("../documents/keys-and-tokens.txt")),
    ("letter.md", include_str!("../documents/letter.md")),
    ("machine-numbers.txt", include_str!("../documents/machine-numbers.txt")),
    ("many-scripts.txt", include_str!("../documents/many-scripts.txt")),
    ("near-misses.txt", include_str!("../documents/near-misses.txt")),
    ("page.html", include_str!("../documents/page.html")),
    ("phones.txt", include_str!("../documents/phones.txt")),
    ("program.py", include_str!("../documents/program.py")),
    ("prose.txt", include_str!("../documents/prose.txt")),
    ("secrets-in-text.txt", include_str!("../documents/secrets-in-text.txt")),
    ("settings.env", include_str!("../documents/settings.env")),
    ("support-chat.txt", include_str!("../documents/support-chat.txt")),
];

/// The labelled documents, by name.
///
/// # Panics
/// When one is marked badly: a mistake in this crate, which its tests find.
pub fn documents() -> Vec<Document> {
    let read = |(name, text): &(&str, &str)| match parse(name, text) {
        Ok(document) => document,
        Err(error) => panic!("documents/{name}: {error}"),
    };
    FILES.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_in_the_table_and_parses() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/documents");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, documents().into_iter().map(|document| document.name).collect::<Vec<_>>());
    }
}
