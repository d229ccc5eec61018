//! A pattern without its look-arounds: it matches wherever the pattern does, and more.

use regex_syntax::hir::{Hir, HirKind};

/// The same expression with every look-around (`^`, `$`, `\b`, ...) taken out.
pub(super) fn without_looks(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) | HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0.clone()),
        HirKind::Class(class) => Hir::class(class.clone()),
        HirKind::Repetition(r) => {
            let mut relaxed = r.clone();
            relaxed.sub = Box::new(without_looks(&r.sub));
            Hir::repetition(relaxed)
        }
        HirKind::Capture(c) => without_looks(&c.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_looks).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_looks).collect()),
    }
}
