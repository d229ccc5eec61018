//! EMAIL_ADDRESS: addresses of electronic mail, internationalized ones too.
//!
//! Sources: RFC 5321 (lengths, address literals), RFC 5322 (local parts), RFC 6531 (letters beyond ASCII), IANA's Root
//! Zone Database. Of the signs that RFC 5322 allows in a local part, those that are more often signs of text or code
//! (`= / & ? # ! $ % * ^ ~` and the like) end it.

mod email;

use super::{Detector, Examples, Needs, Place, Reach, Sink, Trigger, anything};
use crate::entity::{DefaultState, EntityType};
use crate::finding::Level;
use email::{Domain, Known, Local, ends_local, is_in_url};

pub(super) static DETECTOR: Detector = Detector {
    entity: EntityType {
        name: "EMAIL_ADDRESS",
        label: "EMAIL",
        country: None,
        families: &["contact"],
        default: DefaultState::On,
        source: "RFC 5321, RFC 5322, RFC 6531; IANA Root Zone Database",
    },
    rule: "email_address",
    triggers: &[Trigger::At],
    reach: Reach { before: 72, after: 330 },
    needs: Needs::NOTHING,
    glance: anything,
    find,
    context: &[],
    precedence: 6,
    examples: Examples {
        hits: &[
            "Mail «bob@example.com».",
            "<«first.last+tag@sub.example.co.uk»>, (mailto:«bob@example.org»)",
            "发邮件到«zhang@example.com»请查收",
            "«张三@example.com»",
            "«иван@пример.рф»",
            "root at «alice@mail.internal»",
            "{\"to\":\"«bob@example.com»\\n«eve@example.com»\"}",
            "«\"bob\"@example.com»",
            "«bob@[192.0.2.1]» or «bob@192.0.2.1»",
            "«bob@example.com»:8080",
            "git: «list@git.example.org»",
        ],
        misses: &[
            "@example.com",               // nothing before the @
            "bob@",                       // nothing after it
            "root@localhost",             // one label: a host, possible
            "lodash@4.17.21",             // a version
            "npm i @scope/pkg @Override", // names
            "logo@2x.png",                // a file
            "getty@tty1.service",         // a unit
            "q@k.transpose(1)",           // code
            "git@github.com:org/repo",    // the user of a Git host
            "${user}@example.com",        // a template
            "wrong()[]\",:;<>@@example.com",
        ],
    },
};

fn find(place: &Place<'_>, sink: &mut Sink) {
    let window = place.window;
    let at = window.at();
    if !window.before(at).is_some_and(ends_local) {
        return;
    }
    let Some(domain) = Domain::read(window, at + 1) else { return };
    // `a@a@a`: no host of one label, and no mailbox.
    if domain.known == Known::Host && window.get(domain.end) == Some(b'@') {
        return;
    }
    let (start, is_dotted) = match Local::read(window, at, domain.end) {
        Local::From(start) => (start, false),
        Local::Dotted(start) => (start, true),
        Local::TooLong(start) => {
            return sink.reject(start, domain.end, || "more than 64 bytes before the @".to_owned());
        }
        Local::None => return,
    };
    let end = domain.end;
    let is_path = || window.get(end) == Some(b':') && window.get(end + 1).is_some_and(|b| !b.is_ascii_whitespace());
    let is_in_url = || is_in_url(window, start);
    let is_git = || window.slice(start, at) == b"git" && (is_in_url() || is_path());
    match domain.known {
        Known::Not(reason) => sink.reject(start, end, || reason.to_owned()),
        _ if is_dotted => sink.accept(start, end, Level::Possible, "a dot before the @, which no standard allows"),
        _ if is_git() => sink.accept(start, end, Level::Possible, "the user of a Git host, not of a mailbox"),
        Known::Host => sink.accept(start, end, Level::Possible, "a user at a host of one label"),
        Known::TopLevel if is_in_url() => sink.accept(start, end, Level::Likely, "a user, or a password, at a host"),
        Known::TopLevel => sink.accept(start, end, Level::Verified, "ends in a top-level domain"),
        Known::Address => sink.accept(start, end, Level::Likely, "a user at an IP address"),
        Known::Private => sink.accept(start, end, Level::Likely, "a user at a host; no public top-level domain"),
    }
}
