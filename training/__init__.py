"""Trains the encoder that ships in ``rashomon.annotate.encoder``; needs torch and the data sets, is not installed."""
