"""
The worked example: the outbreak of February 2022 in Debao, as the spreadsheets its county would have brought.

Real places and published totals; everything about people is made from a seed. `generate` writes the sheets
and a manifest that says which is which. Knows no database: the sheets are imported like anybody's.
"""

from fangxian.scenarios.debao_2022.generate import generate
from fangxian.scenarios.debao_2022.manifest import FileFacts, Manifest, read_manifest
from fangxian.scenarios.debao_2022.personas import PERSONAS, Persona
from fangxian.scenarios.debao_2022.scales import Scale

__all__ = ["PERSONAS", "FileFacts", "Manifest", "Persona", "Scale", "generate", "read_manifest"]
