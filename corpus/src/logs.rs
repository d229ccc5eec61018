//! What do programs write? Digits everywhere, a value now and then: the corpus that punishes a false trigger.

use crate::document::Document;
use crate::fill::fill;
use crate::random::Random;

const QUIET: [&str; 16] = [
    "{iso_time} INFO  {service}[{pid}] req={uuid} {verb_http} /v1/items/{pid}?page={small} {status} {small}ms {amount}b",
    "{iso_time} DEBUG {service}[{pid}] trace={trace} span={trace} took {float}s rows={amount} pool={small}/{small}",
    "{iso_time} WARN  {service}[{pid}] retry {small}/{small} after {pid}ms order={order} shard={small}",
    "{iso_time} INFO  {service}[{pid}] job {long_id} done in {float}s: {amount} read, {amount} written, {small} failed",
    "{seconds} {service}: gc pause {float} ms heap {amount}K->{amount}K({amount}K) gen={small}",
    "{iso_date} {clock},{pid} [{pid}] build {version} sha={sha1} layer={small}/{small} {amount} bytes",
    "ts={ms} level=info svc={service} id={uuid} dur_ms={pid} status={status} bytes={amount} seq={amount}",
    "ts={ms} level=warn svc={service} queue={small} depth={amount} lag={float} offset={order} part={small}",
    "[{clock}.{pid}] {service} digest sha256:{sha256} size={amount} chunks={small}",
    "{iso_time} INFO  {service}[{pid}] cpu {float} mem {float} load {small}.{small} {small}.{small} {small}.{small}",
    "{iso_time} ERROR {service}[{pid}] card {bad_card} rejected: checksum code={pid} ref={order}",
    "{iso_time} TRACE {service}[{pid}] at main.rs:{pid}:{small} frame 0x{trace} off +0x{trace}",
    "{iso_date} {clock} UTC [{pid}-{small}] LOG:  duration: {float} ms  execute <unnamed>: select {small}, {amount}",
    "ts={ms} etag=\"{md5}\" range={amount}-{amount}/{amount} ttl={pid}",
    "{iso_time} INFO  {service}[{pid}] upgraded {version} -> {version} on {iso_date}, migration {order}",
    "{iso_time} INFO  {service}[{pid}] p50={float} p95={float} p99={float} n={amount} err={small}",
];

const PLANTED: [&str; 14] = [
    "{iso_time} INFO  {service}[{pid}] client={ip_v4} {verb_http} /v1/users/{pid} {status} {small}ms id={uuid}",
    "{ip_v4} - - [{day}/Nov/2026:{clock} +0000] \"{verb_http} /items/{pid} HTTP/1.1\" {status} {amount}",
    "{iso_time} WARN  {service}[{pid}] login failed user={email} ip={ip_v4} attempt={small}",
    "{iso_time} INFO  {service}[{pid}] mail queued to=<{email}> id={uuid} size={amount}",
    "ts={ms} level=info svc={service} email={email} dur_ms={pid} status={status}",
    "ts={ms} level=info svc={service} peer=[{ip_v6}]:{port} bytes={amount} seq={amount}",
    "{iso_time} INFO  {service}[{pid}] sms to {phone_international} sent in {float}s ref={order}",
    "{iso_time} DEBUG {service}[{pid}] phone=\"{phone}\" verified at {ms}",
    "{iso_time} ERROR {service}[{pid}] payment declined card={card_plain} amount={price} ref={order}",
    "{iso_time} INFO  {service}[{pid}] transfer iban={iban_plain} amount={price} id={uuid}",
    "{iso_time} DEBUG {service}[{pid}] Authorization: Bearer {api_key}",
    "ts={ms} level=error svc={service} api_key={api_key} status=401",
    "{iso_time} WARN  {service}[{pid}] form field ssn={ssn} logged in clear, request {uuid}",
    "{iso_time} INFO  {service}[{pid}] user {email} from {ip_v4} session={trace} v{version}",
];

/// Appends one line.
pub(crate) fn line(document: &mut Document, random: &mut Random) {
    let planted = random.is_in(4, 15);
    let template = if planted { random.pick(&PLANTED) } else { random.pick(&QUIET) };
    fill(document, random, template);
    document.push("\n");
}
