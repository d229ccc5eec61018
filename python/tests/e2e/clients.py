"""Which clients are there in this environment?"""

import clients_http
import clients_sdk
from asking import CLIENTS, HEADERS, OPENAI, version

__all__ = ["CLIENTS", "HEADERS", "OPENAI", "clients_http", "clients_sdk", "version"]
