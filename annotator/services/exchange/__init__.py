"""Exchange by mail: handouts, packages, merging, conflicts."""
