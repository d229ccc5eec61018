//! Words that say that a number is a telephone number.

/// Lower case, whole words (scripts without blanks: anywhere), a phrase with single blanks.
#[rustfmt::skip]
pub(crate) const CONTEXT: &[&str] = &[
    // English
    "phone", "phones", "telephone", "tel", "call", "called from", "calling from", "dial", "mobile", "mob", "my cell",
    "his cell", "her cell", "cell phone", "cell number", "cell no",
    "cellphone", "cellular", "landline", "fax", "telefax", "sms", "mms", "text me", "my number", "your number",
    "answering", "whatsapp", "viber", "telegram", "wechat", "hotline", "helpline", "msisdn", "contact", "reach me",
    "reach us", "reach him", "reach her", "ring me", "ring us", "voicemail", "pager", "switchboard", "toll free", "callback", "caller",
    "ph", "hp",
    // German, Dutch, Nordic languages
    "telefon", "telefonnummer", "rufnummer", "handy", "handynummer", "mobil", "mobilnummer", "festnetz", "anruf",
    "anrufen", "rückruf", "meine nummer", "durchwahl", "telefoon", "telefoonnummer", "mobiel", "bellen", "gsm",
    "mobiltelefon", "puhelin", "puhelinnumero", "matkapuhelin", "sími", "tlf",
    // French, Spanish, Portuguese, Italian, Romanian
    "téléphone", "téléphoner", "tél", "portable", "numéro de téléphone", "mon numéro", "appel", "appeler", "appelez",
    "télécopie", "teléfono", "telefono", "tfno", "móvil", "movil", "celular", "llamar", "llame", "llámame",
    "mi número", "telefone", "telemóvel", "ligue", "ligar", "fone", "meu número", "cellulare", "chiamare", "chiama",
    "chiamami", "il mio numero", "mobilă",
    // Slavic and Baltic languages, Greek, Turkish, Hungarian
    "telefonu", "komórka", "komórkowy", "zadzwoń", "mobilní", "volejte", "телефон", "телефону", "телефона", "тел",
    "моб", "мобильный", "звоните", "позвоните", "сотовый", "факс", "мобільний", "дзвоніть", "мобилен", "mobitel",
    "tālrunis", "telefonas", "τηλέφωνο", "τηλ", "κινητό", "telefonum", "numaram", "arayın", "telefonszám", "telefonon",
    // Arabic, Persian, Hebrew, Hindi and neighbours
    "هاتف", "الهاتف", "جوال", "الجوال", "موبايل", "تلفن", "موبایل", "טלפון", "נייד", "फ़ोन", "फोन", "मोबाइल", "दूरभाष",
    "ফোন", "மொபைல்", "தொலைபேசி",
    // Chinese, Japanese, Korean, Thai, Vietnamese, Indonesian, Filipino, Swahili
    "电话", "電話", "手机", "手機", "联系", "聯絡", "聯繫", "致电", "拨打", "撥打", "来电", "热线", "传真", "傳真", "座机", "携帯", "ケータイ",
    "ファックス", "연락처", "전화", "휴대폰", "핸드폰", "휴대전화", "팩스", "โทร", "มือถือ", "điện thoại", "đt", "sđt", "di động",
    "telepon", "nomor hp", "hubungi", "telepono", "selpon", "tawagan", "simu",
];
