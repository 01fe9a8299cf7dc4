"""The parts of the Adjudicate screen: queue of differences, article with lanes, an item's panel."""
