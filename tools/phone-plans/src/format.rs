//! The sizes of the groups of a number format: `(\d{3})(\d{2,4})(\d{4})` written `$1-$2 $3` gives `3-2..4-4`.

/// `None` where the format writes digits of its own or changes the order, so that it says nothing about groups.
pub(crate) fn sizes(pattern: &str, template: &str) -> Option<String> {
    let captures = captures(pattern)?;
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut expected = 1;
    let mut joined = false;
    let mut chars = template.chars();
    while let Some(c) = chars.next() {
        match c {
            '$' => {
                let index = chars.next()?.to_digit(10)? as usize;
                if index != expected {
                    return None;
                }
                expected += 1;
                let &(min, max) = captures.get(index - 1)?;
                match groups.last_mut() {
                    Some(last) if joined => *last = (last.0 + min, last.1 + max),
                    _ => groups.push((min, max)),
                }
                joined = true;
            }
            '0'..='9' => return None,
            _ => joined = false,
        }
    }
    if expected != captures.len() + 1 {
        return None;
    }
    let texts: Vec<String> =
        groups.iter().map(|&(min, max)| if min == max { min.to_string() } else { format!("{min}..{max}") }).collect();
    Some(texts.join("-"))
}

/// Fewest and most digits of each capture group.
fn captures(pattern: &str) -> Option<Vec<(usize, usize)>> {
    let bytes = pattern.as_bytes();
    let mut at = 0;
    let mut found = Vec::new();
    sequence(bytes, &mut at, &mut found)?;
    (at == bytes.len()).then_some(found)
}

/// Reads alternatives up to a `)` or the end: fewest and most digits they match.
fn sequence(p: &[u8], at: &mut usize, found: &mut Vec<(usize, usize)>) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut sum = (0, 0);
    loop {
        let one = match p.get(*at) {
            None | Some(b')') => break,
            Some(b'|') => {
                best = Some(best.map_or(sum, |b| (b.0.min(sum.0), b.1.max(sum.1))));
                sum = (0, 0);
                *at += 1;
                continue;
            }
            Some(b'^' | b'$') => {
                *at += 1;
                continue;
            }
            Some(b'(') => {
                let captures = !p[*at + 1..].starts_with(b"?:");
                *at += if captures { 1 } else { 3 };
                let place = found.len();
                let size = sequence(p, at, found)?;
                *at += 1;
                if captures {
                    found.insert(place, size);
                }
                size
            }
            Some(b'[') => {
                *at += p[*at..].iter().position(|&b| b == b']')? + 1;
                (1, 1)
            }
            Some(b'\\') => {
                *at += 2;
                (1, 1)
            }
            Some(_) => {
                *at += 1;
                (1, 1)
            }
        };
        let (least, most) = repetition(p, at)?;
        sum = (sum.0 + one.0 * least, sum.1 + one.1 * most);
    }
    Some(best.map_or(sum, |b| (b.0.min(sum.0), b.1.max(sum.1))))
}

fn repetition(p: &[u8], at: &mut usize) -> Option<(usize, usize)> {
    match p.get(*at) {
        Some(b'?') => {
            *at += 1;
            Some((0, 1))
        }
        Some(b'{') => {
            let len = p[*at..].iter().position(|&b| b == b'}')?;
            let inside = std::str::from_utf8(&p[*at + 1..*at + len]).ok()?;
            *at += len + 1;
            match inside.split_once(',') {
                Some((least, most)) => Some((least.parse().ok()?, most.parse().unwrap_or(15))),
                None => inside.parse().ok().map(|n| (n, n)),
            }
        }
        _ => Some((1, 1)),
    }
}
