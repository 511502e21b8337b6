"""``python -m gdnn_analysis`` is the same as ``gdnn``."""

from gdnn_analysis.cli import main

if __name__ == "__main__":
    main()
