"""The command line: the same services as the windows use, without a screen."""
