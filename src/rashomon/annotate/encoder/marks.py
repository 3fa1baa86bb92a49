"""The encoder's marks; they are types of the model, since rules, record and tests speak of them too."""

from rashomon.model import AttributionMark, EntityMark, Marks, TimeMark, ToponymMark, WordMark

__all__ = ["AttributionMark", "EntityMark", "Marks", "TimeMark", "ToponymMark", "WordMark"]
