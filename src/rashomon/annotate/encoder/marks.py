"""What the encoder marks up; the types live in the model, since documents carry them."""

from rashomon.model import AttributionMark, EntityMark, Marks, TimeMark, ToponymMark, WordMark

__all__ = ["AttributionMark", "EntityMark", "Marks", "TimeMark", "ToponymMark", "WordMark"]
