"""The data contract (``tables.json``) as objects: tables, fields, code lists, missing reasons."""

from gdnn_analysis.contract.model import CodeList, Contract, Field, Table, contract

__all__ = ["CodeList", "Contract", "Field", "Table", "contract"]
