"""The panes that stand on every screen: bars, log, clock and ribbon."""
