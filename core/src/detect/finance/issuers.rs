//! Who issues cards with this number, and how long are they?

/// What a number in an issuer's range is worth once its check digit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// The range and the length are this scheme's: a card.
    Sure,
    /// Many other numbers look like this: a card only where the words say so.
    InContext,
}

/// One range of issuer identification numbers, six digits each, with the lengths that are issued.
struct Issuer {
    first: u32,
    last: u32,
    /// Bit `n`: numbers of `n` digits.
    lengths: u32,
    trust: Trust,
}

/// Numbers of `from` to `to` digits.
const fn digits(from: u32, to: u32) -> u32 {
    (1 << (to + 1)) - (1 << from)
}

const fn sure(first: u32, last: u32, lengths: u32) -> Issuer {
    Issuer { first, last, lengths, trust: Trust::Sure }
}

const fn in_context(first: u32, last: u32, lengths: u32) -> Issuer {
    Issuer { first, last, lengths, trust: Trust::InContext }
}

const SIXTEEN: u32 = digits(16, 16);

/// The first row that fits decides. Sources: ISO/IEC 7812-1 (structure, at most 19 digits); the ranges that the schemes
/// publish for merchants and processors.
const ISSUERS: &[Issuer] = &[
    // Visa; thirteen digits are no longer issued
    sure(400000, 499999, digits(16, 16) | digits(19, 19)),
    in_context(400000, 499999, digits(13, 13)),
    // Mastercard
    sure(510000, 559999, SIXTEEN),
    sure(222100, 272099, SIXTEEN),
    // American Express
    sure(340000, 349999, digits(15, 15)),
    sure(370000, 379999, digits(15, 15)),
    // Discover; from 622126 on with UnionPay
    sure(601100, 601199, SIXTEEN),
    sure(644000, 659999, SIXTEEN),
    // UnionPay
    sure(620000, 629999, digits(16, 19)),
    sure(810000, 817199, SIXTEEN),
    // JCB; fifteen digits are no longer issued
    sure(352800, 358999, SIXTEEN),
    in_context(213100, 213199, digits(15, 15)),
    in_context(180000, 180099, digits(15, 15)),
    // Diners Club
    sure(300000, 305999, digits(14, 14) | SIXTEEN),
    sure(309500, 309599, digits(14, 14) | SIXTEEN),
    sure(360000, 369999, digits(14, 14) | SIXTEEN),
    sure(380000, 399999, digits(14, 14) | SIXTEEN),
    // Mir (Russia), BORICA (Bulgaria)
    sure(220000, 220499, digits(16, 19)),
    sure(220500, 220599, SIXTEEN),
    // RuPay (India)
    sure(508500, 508999, SIXTEEN),
    sure(606985, 608500, SIXTEEN),
    sure(817200, 820199, SIXTEEN),
    // Maestro's own ranges
    sure(501800, 501899, SIXTEEN),
    sure(502000, 502099, SIXTEEN),
    sure(503800, 503899, SIXTEEN),
    sure(589300, 589399, SIXTEEN),
    sure(630400, 630499, SIXTEEN),
    sure(675900, 675999, SIXTEEN),
    sure(676100, 676399, SIXTEEN),
    // Dankort (Denmark), Verve (Nigeria), Elo and Hipercard (Brazil)
    sure(501900, 501999, SIXTEEN),
    sure(506099, 506198, digits(16, 16) | digits(18, 19)),
    sure(507865, 507964, digits(16, 16) | digits(18, 19)),
    sure(506699, 506778, SIXTEEN),
    sure(509000, 509999, SIXTEEN),
    sure(636297, 636368, SIXTEEN),
    sure(606282, 606282, SIXTEEN),
    sure(637095, 637095, SIXTEEN),
    // Troy (Turkey), NAPAS (Vietnam), Uzcard and Humo (Uzbekistan)
    sure(979200, 979289, SIXTEEN),
    sure(970400, 970499, digits(16, 16) | digits(19, 19)),
    sure(860000, 860099, SIXTEEN),
    sure(986000, 986099, SIXTEEN),
    // GPN (Indonesia), UATP (air travel)
    in_context(194600, 194699, SIXTEEN),
    in_context(100000, 199999, digits(15, 15)),
    // lengths that these schemes allow and hardly issue, and what else Maestro and debit schemes have used
    in_context(300000, 305999, digits(15, 19)),
    in_context(309500, 309599, digits(15, 19)),
    in_context(352800, 369999, digits(15, 19)),
    in_context(380000, 399999, digits(15, 19)),
    in_context(810000, 817199, digits(17, 19)),
    in_context(500000, 509999, digits(12, 19)),
    in_context(560000, 589999, digits(12, 19)),
    in_context(600000, 699999, digits(12, 19)),
];

/// Numbers between two borders of [`ISSUERS`], all of which the same rows fit.
#[derive(Clone, Copy)]
struct Stretch {
    /// The first of them; they end where the next stretch begins.
    first: u32,
    /// Lengths that are a card's, and those that are only where the words say so: bits as in [`Issuer::lengths`].
    sure: u32,
    in_context: u32,
}

/// One past the last number of six digits.
const END: u32 = 1_000_000;
/// Borders: zero, and both of each row.
const MOST: usize = 2 * ISSUERS.len() + 1;
/// Numbers that begin with the same three digits.
const STEP: u32 = 1_000;

/// The rows, cut into stretches in the order of the numbers; behind the last come empty ones.
static STRETCHES: [Stretch; MOST] = {
    let mut out = [Stretch { first: END, sure: 0, in_context: 0 }; MOST];
    let (mut count, mut first) = (0, 0);
    while first < END {
        let (mut sure, mut in_context, mut next) = (0, 0, END);
        let mut i = 0;
        while i < ISSUERS.len() {
            let row = &ISSUERS[i];
            if row.first <= first && first <= row.last {
                let new = row.lengths & !(sure | in_context);
                match row.trust {
                    Trust::Sure => sure |= new,
                    Trust::InContext => in_context |= new,
                }
            }
            if row.first > first && row.first < next {
                next = row.first;
            }
            if row.last >= first && row.last + 1 < next {
                next = row.last + 1;
            }
            i += 1;
        }
        out[count] = Stretch { first, sure, in_context };
        count += 1;
        first = next;
    }
    out
};

/// The stretch in which the numbers begin that have the same three digits at first.
static BY_THREE: [u8; (END / STEP) as usize] = {
    let mut out = [0; (END / STEP) as usize];
    let (mut three, mut at) = (0, 0);
    while three < out.len() {
        while at + 1 < MOST && STRETCHES[at + 1].first <= three as u32 * STEP {
            at += 1;
        }
        out[three] = at as u8;
        three += 1;
    }
    out
};

/// What the issuer table says about a number (ASCII digits, at least six).
#[inline]
pub(super) fn trust(number: &[u8]) -> Option<Trust> {
    let value = |digits: [u8; 3]| digits.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    let &[a, b, c, d, e, f] = number.first_chunk()?;
    let three = value([a, b, c]);
    let mut at = usize::from(BY_THREE[three as usize]);
    let next_begins = |at: usize| STRETCHES.get(at + 1).map_or(END, |next| next.first);
    // Where a border lies among the numbers that begin so, the other three digits decide.
    if next_begins(at) < (three + 1) * STEP {
        let prefix = three * STEP + value([d, e, f]);
        while next_begins(at) <= prefix {
            at += 1;
        }
    }
    let fits = |lengths: u32| lengths >> number.len() & 1 == 1;
    match &STRETCHES[at] {
        stretch if fits(stretch.sure) => Some(Trust::Sure),
        stretch if fits(stretch.in_context) => Some(Trust::InContext),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_that_fits_decides() {
        for prefix in
            (0..END).filter(|n| n % 50 == 0 || ISSUERS.iter().any(|i| n.abs_diff(i.first).min(n.abs_diff(i.last)) < 2))
        {
            for len in 6..=20 {
                let number = format!("{prefix:06}{:0<1$}", "", len - 6);
                let row = ISSUERS.iter().find(|i| (i.first..=i.last).contains(&prefix) && i.lengths >> len & 1 == 1);
                assert_eq!(trust(number.as_bytes()), row.map(|i| i.trust), "{number}");
            }
        }
    }

    #[test]
    fn ranges_and_lengths_go_together() {
        for (number, wanted) in [
            ("4111111111111111", Some(Trust::Sure)),
            ("4222222222222", Some(Trust::InContext)),
            ("41111111111111", None),
            ("378282246310005", Some(Trust::Sure)),
            ("3782822463100051", None),
            ("2720999999999999", Some(Trust::Sure)),
            ("2721000000000000", None),
            ("36227206271667", Some(Trust::Sure)),
            ("3622720627166722222", Some(Trust::InContext)),
            ("6011000000000000000", Some(Trust::InContext)),
            ("6217000000000000000", Some(Trust::Sure)),
            ("676770000000", Some(Trust::InContext)),
            ("0000000000000000", None),
            ("41111", None),
        ] {
            assert_eq!(trust(number.as_bytes()), wanted, "{number}");
        }
    }
}
