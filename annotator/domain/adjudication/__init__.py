"""Items to adjudicate, the fields of gold, and the decisions that settle them."""
