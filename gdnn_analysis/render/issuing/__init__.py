"""Issued reports: frozen and numbered, checked again at any time, and compared.

An issued report is a folder ``issued/<period>/<n>/`` beside the rendered reports. It holds what is
needed to check and to render it again, and is never written to a second time (NĐ 30/2020, art.
18.3: content is corrected by a new report that names the one it replaces).
"""
