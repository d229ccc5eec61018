"""Makes a throw-away authority and a certificate for the services' names. Needs `trustme`, so it runs in the demo's own
environment; the private keys never leave the folder it is given."""

from __future__ import annotations

import sys
from pathlib import Path

import trustme

HOSTS = ("api.openai.com", "api.anthropic.com")

folder = Path(sys.argv[1])
authority = trustme.CA()
certificate = authority.issue_cert(*HOSTS)
authority.cert_pem.write_to_path(folder / "authority.pem")
certificate.private_key_and_cert_chain_pem.write_to_path(folder / "service.pem")
