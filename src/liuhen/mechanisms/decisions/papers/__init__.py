"""文书 A decision on paper: the record of a meeting, its 纪要, and the dossier, filled in for `ui.paper`."""
