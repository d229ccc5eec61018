"""Presidio without a model: its pattern recognizers, asked for the types that the corpus holds."""

import tldextract.tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NoOpNlpEngine
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, OperatorResult
from protocol import Finding, serve

TYPES = ["EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "IP_ADDRESS"]

# Its recognizer of addresses would ask the network for the list of top-level domains; the package has a copy.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
NLP = NoOpNlpEngine([{"lang_code": "en", "model_name": ""}])
NLP.load()
ANALYZER = AnalyzerEngine(nlp_engine=NLP)
ANONYMIZER = AnonymizerEngine()
KEEP = {"DEFAULT": OperatorConfig("keep")}


def redact(text: str) -> str:
    return ANONYMIZER.anonymize(text, ANALYZER.analyze(text, "en", TYPES)).text


def findings(text: str) -> list[Finding]:
    """What is kept is not moved: so the places in the output are those of the input, overlaps resolved."""
    kept: list[OperatorResult] = ANONYMIZER.anonymize(text, ANALYZER.analyze(text, "en", TYPES), KEEP).items
    return sorted((item.start, item.end, item.entity_type, f"<{item.entity_type}>") for item in kept)


serve(redact, findings)
