"""The record as linked data: resources with IRIs, in the terms of schema.org, of the W3C's ontologies, and in its own for the rest."""
