"""The command line: the same verbs as the window, for scripts and scheduled reports; only the window needs Qt."""
