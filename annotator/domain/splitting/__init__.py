"""Parts of a data set for training and testing, which share nothing that could leak."""
