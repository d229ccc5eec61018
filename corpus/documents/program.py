#! Source code: values in strings and comments, decorators and matrix products beside them.
import dataclasses  # written by «EMAIL_ADDRESS:ada@example.org»


@dataclasses.dataclass(frozen=True)
class Settings:
    host: str = "«IP_ADDRESS:203.0.113.5»"
    sender: str = '«EMAIL_ADDRESS:noreply@example.com»'
    token: str = "«API_KEY:gh‹›p_PSPMwFUn3D5i3uF‹›KcXn448gM0rsSIf2UlNtB»"
    retries: int = 0x7F
    scale: float = 3.14159265358979


def area(left, right):
    """Call «PHONE_NUMBER:+44 113 496 0555» before you change this."""
    return left@right + 1_000_000_007  # 2147483647 is the largest


TEST_CARD = "«CREDIT_CARD:2223003122003222»"
MASK = "4111-XXXX-XXXX-1111"
