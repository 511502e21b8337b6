"""Typed rows → accepted rows: schemas, keys, references and the rules between them."""
