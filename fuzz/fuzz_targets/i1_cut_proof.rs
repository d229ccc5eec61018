//! I1: however the text is cut, output and findings are those of the whole.
#![no_main]

use inkout::Redactor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<u8>, &[u8])| {
    let (cuts, text) = input;
    let redactor = Redactor::default();
    let whole = redactor.redact_bytes(text).expect("no limit and no blocked type");
    let (mut out, mut findings, mut rest) = (Vec::new(), Vec::new(), text);
    let mut stream = redactor.stream();
    for cut in cuts {
        let (chunk, after) = rest.split_at(usize::from(cut).min(rest.len()));
        stream.push(chunk, &mut out).expect("open");
        findings.append(&mut stream.findings());
        rest = after;
    }
    stream.push(rest, &mut out).expect("open");
    stream.finish(&mut out).expect("open");
    findings.append(&mut stream.findings());
    assert!(out == *whole, "the output depends on the cuts");
    let spans = |f: &[inkout::Finding]| f.iter().map(|f| (f.span(), f.entity().to_owned())).collect::<Vec<_>>();
    assert!(spans(&findings) == spans(&redactor.scan(text).expect("no limit")), "the findings depend on the cuts");
});
