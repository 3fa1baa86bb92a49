"""One reader a data set; each yields :class:`training.data.example.Example` rows."""
