"""
Supervision: what goes down is acknowledged, what is found is put right.

Owns directives with their receipts and answers (`directives`), inspections, findings and remedies
(`inspections`), what makes their items move, and appraisals of what people did (`appraisal`). Does not own
the items themselves, their clocks and their climbing (items), nor who answers for an area (charges).
"""
