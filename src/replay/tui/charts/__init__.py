"""The charts over laps: places, gap and pace, cell for cell above the ribbon."""
