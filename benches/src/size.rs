//! How long is a text?

/// Bytes of a text, as `INKOUT_BENCH_MIB` says, else `mebibytes` of them.
pub fn bytes(mebibytes: usize) -> usize {
    let wanted = std::env::var("INKOUT_BENCH_MIB").ok().and_then(|size| size.parse().ok());
    wanted.unwrap_or(mebibytes) << 20
}
