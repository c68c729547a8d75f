"""The record put into sentences, each with its sources."""
