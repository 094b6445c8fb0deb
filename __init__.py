"""Spoortoets: audits a tweede-spoortraject against UWV's adequacy criteria."""

__version__ = "0.1.0"
