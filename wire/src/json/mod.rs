//! json: where are the values of a document, and how are they spelled?
//!
//! Nothing here builds a tree or prints one. A document stays the bytes that it was; [`Edit`]s say what is to stand
//! elsewhere, so that order, duplicate keys, spelling of numbers and white space survive.

mod edit;
pub(crate) mod escape;
mod lexer;
mod string;

pub(crate) use edit::{Edit, apply};
pub(crate) use lexer::{Fault, Lexeme, Lexer, MAX_DEPTH, Token, escaped_string, is_container};
pub(crate) use string::{decode, encode_into};
