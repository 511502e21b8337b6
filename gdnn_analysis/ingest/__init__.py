"""Files → typed tables and issues: everything that comes in passes here, and nothing disappears."""

from gdnn_analysis.ingest.dataset import Dataset, Descriptor
from gdnn_analysis.ingest.load import load, load_rows
from gdnn_analysis.ingest.reading.folder import DataPathError

__all__ = ["DataPathError", "Dataset", "Descriptor", "load", "load_rows"]
