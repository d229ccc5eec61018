//! vectorscan, the successor of Hyperscan: the patterns of the alternation in one database, with the starts of matches.
//!
//! It reports every end of every match. Those that overlap are one replacement, as wide as all of them, under the name of
//! the pattern that comes first in the table: nothing else can be done with them in one pass.

use std::cell::RefCell;

use inkout_benches::{Engine, PATTERNS, Replaced};
use vectorscan_rs::{BlockDatabase, BlockScanner, Flag, Pattern, Scan};

/// A scanner, and the matches of its last text.
pub struct Vectorscan {
    scanner: RefCell<BlockScanner<'static>>,
    matches: RefCell<Vec<(usize, usize, usize)>>,
}

impl Vectorscan {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// When it does not take them.
    pub fn new() -> Result<Self, String> {
        let pattern = |(which, row): (usize, &(&str, &str, &str, &str))| {
            Pattern::new(row.3.as_bytes().to_vec(), Flag::SOM_LEFTMOST, u32::try_from(which).ok())
        };
        let database = BlockDatabase::new(PATTERNS.iter().enumerate().map(pattern).collect());
        let database = Box::leak(Box::new(database.map_err(|error| error.to_string())?)); // once, and to the end
        let scanner = RefCell::new(database.create_scanner().map_err(|error| error.to_string())?);
        Ok(Self { scanner, matches: RefCell::default() })
    }

    /// Start, end and pattern of each replacement, in order. Matches come in the order of their ends.
    fn scan(&self, text: &[u8], matches: &mut Vec<(usize, usize, usize)>) {
        matches.clear();
        let found = self.scanner.borrow_mut().scan(text, |which, start, end, _| {
            let (mut start, end, mut which) = (start as usize, end as usize, which as usize);
            while let Some(last) = matches.pop_if(|last| last.1 > start) {
                (start, which) = (start.min(last.0), which.min(last.2));
            }
            matches.push((start, end, which));
            Scan::Continue
        });
        found.expect("texts are short, and nothing terminates the scan");
    }
}

impl Engine for Vectorscan {
    fn name(&self) -> &'static str {
        "vectorscan"
    }

    fn redact(&self, text: &[u8], out: &mut Vec<u8>) {
        let mut matches = self.matches.borrow_mut();
        self.scan(text, &mut matches);
        let mut copied = 0;
        for (start, end, which) in matches.iter() {
            out.extend_from_slice(&text[copied..*start]);
            out.extend_from_slice(PATTERNS[*which].2.as_bytes());
            copied = *end;
        }
        out.extend_from_slice(&text[copied..]);
    }

    fn findings(&self, text: &[u8]) -> Vec<Replaced> {
        let mut matches = Vec::new();
        self.scan(text, &mut matches);
        let replaced = |(start, end, which): (usize, usize, usize)| Replaced {
            start,
            end,
            entity: PATTERNS[which].1.to_owned(),
            placeholder: PATTERNS[which].2.to_owned(),
        };
        matches.into_iter().map(replaced).collect()
    }
}
