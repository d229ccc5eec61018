//! What do payloads, sources and other scripts look like? JSON, code, Chinese, Cyrillic, Arabic and emoji.

use crate::document::Document;
use crate::fill::fill;
use crate::random::Random;

const JSON: [&str; 10] = [
    "{{\"id\": \"{uuid}\", \"created\": {ms}, \"role\": \"user\", \"content\": \"The {noun} is {adjective}, see {plural}\\n\"}",
    "{{\"order\": \"{order}\", \"items\": [{{\"sku\": {amount}, \"price\": {price}}, {{\"sku\": {amount}, \"price\": {price}}], \"paid\": true}",
    "{{\"email\": \"{email}\", \"name\": \"{first} {last}\", \"phone\": \"{phone}\"}",
    "{{\"card\": \"{card_plain}\", \"exp\": \"{day}/{small}\", \"amount\": {price}}",
    "{{\"ip\": \"{ip}\", \"at\": \"{iso_time}\", \"agent\": \"client/{version}\"}",
    "{{\"iban\": \"{iban_plain}\", \"reference\": \"{order}\", \"ok\": false}",
    "{{\"embedding\": [0.{amount}, -0.{amount}, 0.{amount}, 0.{amount}, -0.{amount}, 0.{amount}], \"model\": \"m-{version}\"}",
    "{{\"path\": \"C:\\\\data\\\\{noun}\\\\{order}.txt\", \"sha256\": \"{sha256}\"}",
    "{{\"nested\": \"{{\\\"to\\\": \\\"{email}\\\", \\\"n\\\": {small}}\", \"escaped\": \"{noun}\\t\\u00e9\\u4f60 {adjective}\"}",
    "{{\"config\": {{\"api_key\": \"{api_key}\", \"retries\": {small}}, \"digest\": \"{md5}\"}",
];

const CODE: [&str; 12] = [
    "def {verb}_{noun}(self, {plural}: list[int], limit=0x{trace}) -> dict[str, float]:\n    return {{k: v * {float} for k, v in {plural}.items()}  # {adjective}",
    "    let {noun}_{small} = self.{plural}.iter().map(|{noun}| {noun}.{verb}(\"{adjective}\")).sum::<u64>() + {amount};",
    "    if ({noun}[{small}] != 0 && {noun}->next == NULL) {{ return -{small}; } /* {adjective} {noun} */",
    "@app.route(\"/{plural}/<int:id>\")\nasync def {noun}(id): ...  # see issue {pid}",
    "const {noun}{small} = await fetch(`https://example.com/{plural}/${{id}`, {{ headers: {{ 'x-request': '{uuid}' } });",
    "import {{ {noun}, {verb} } from '@{noun}/{plural}';  // v{version}",
    "    SMTP_USER = \"{email}\"  # {noun}",
    "    client = Client(api_key=\"{api_key}\", timeout={small}.{small})",
    "    assert {verb}(\"{bad_card}\") is None and {verb}({ms}) == \"{iso_time}\"",
    "SELECT id, {noun}, count(*) FROM {plural} WHERE at > '{iso_date}' AND n IN ({small}, {small}, {amount}) GROUP BY 1, 2;",
    "    color: #{trace}; margin: {small}px {small}px; content: \"\\201C\"; /* {adjective} */",
    "    HOSTS = [\"{ip_v4}\", \"{ip_v6}\"]; // {noun} at {iso_date}",
];

const SCRIPTS: [&str; 14] = [
    "{chinese}，{chinese}。{chinese}！",
    "{chinese}，{chinese}；{chinese}。{emoji}",
    "{chinese}，请发邮件到：{email} ，{chinese}。",
    "{chinese}（电话：{phone_international}），{chinese}。",
    "订单号：{order}，日期：{iso_date}，{chinese}。",
    "{russian}, {russian}. {russian}!",
    "{russian}, а потом {russian}; {russian}.",
    "{russian}, пишите на {email} или звоните {phone_international}.",
    "Заказ № {order} от {iso_date}: {russian}.",
    "{arabic}، ثم {arabic}. {arabic}.",
    "{arabic}، {arabic}؟ {emoji}",
    "{arabic}، البريد: {email} والبطاقة: {card} شكرا.",
    "{emoji}{emoji} {noun} {emoji} “{adjective} {noun}” — naïve café, {small} € {emoji}",
    "Señor {last} ({email}) – “{adjective}” … {emoji} Überweisung an {iban}, danke!",
];

/// Appends one object, one piece of code or one line in another script. Two of three drawn templates that hold a value
/// are put back, so that values stand about two a KiB.
pub(crate) fn piece(document: &mut Document, random: &mut Random) {
    let template = loop {
        let template = match random.below(3) {
            0 => random.pick(&JSON),
            1 => random.pick(&CODE),
            _ => random.pick(&SCRIPTS),
        };
        if !plants(template) || random.is_in(1, 3) {
            break template;
        }
    };
    fill(document, random, template);
    document.push("\n");
}

fn plants(template: &str) -> bool {
    ["{email}", "{phone", "{card", "{iban", "{ip", "{api_key}"].iter().any(|slot| template.contains(slot))
}
