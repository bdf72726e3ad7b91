"""The crossings nearest to the likely ones in which every fact of the record holds."""
