"""The windows: arrange and paint, no rules, no SQL."""
