"""The record as linked data: resources with IRIs, in the terms of schema.org and of the W3C, and in its own for the rest."""
