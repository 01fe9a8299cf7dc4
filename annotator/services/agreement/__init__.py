"""Agreement of annotators: what is compared, its figures, and the words to report them with."""
