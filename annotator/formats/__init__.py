"""Files in and out: one module per format behind one registry; they know domain objects only."""
