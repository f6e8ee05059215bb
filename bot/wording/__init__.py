"""Every word a person reads: gettext catalogues, one file a language, and the helpers around Babel."""
