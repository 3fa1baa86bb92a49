"""rashomon keeps the record of conflicting accounts of armed conflict.

Who says what about which event, when; who confirms, denies, blames, admits or rejects the other as a source. It never says what is true.
"""

__version__ = "0.1.0"
