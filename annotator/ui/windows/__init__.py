"""Windows and their screens: they arrange widgets and connect them to actions."""
