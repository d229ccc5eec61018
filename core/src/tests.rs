#[test]
fn smoke() {
    let r = crate::Redactor::default();
    let s = r.session_with_key(b"k");
    let t = "call +1 212-555-0123 or [REDACTED_X] (212) 555-0123 now";
    println!("{:?}", r.redact(t).unwrap());
    println!("{:?}", r.scan(t).unwrap());
    let out = s.redact(t).unwrap().into_owned();
    println!("{out:?} {:?}", s.restore(&out));
    let r = crate::Redactor::builder().pattern(crate::Pattern::new("EMPLOYEE_ID", r"\bEMP-\d{6}\b")).build().unwrap();
    println!("{:?}", r.redact("x EMP-123456, EMP-1234567 éEMP-123456 EMP-123456").unwrap());
}
