//! What may be planted? Values that belong to nobody: reserved, published for tests, or made up on the spot.
//!
//! The README of this crate names the source of each range.

mod contact;
mod finance;
mod network;
mod secret;

pub use contact::{email, phone, phone_international};
pub(crate) use finance::grouped_card as grouped;
pub use finance::{CARDS, IBANS, card, card_plain, iban, iban_plain, ssn};
pub use network::{ip, ip_v4, ip_v6};
pub use secret::api_key;
