"""The Adjudicate screen's working parts: the draft of the gold, what keys mean, what is asked."""
