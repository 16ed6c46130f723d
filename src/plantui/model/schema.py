"""The JSON Schema of a chart bundle."""

from __future__ import annotations

from typing import Any

import msgspec

from plantui.model.base import EXTRA
from plantui.model.chart import SCHEMA, Chart


def bundle_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``export bundle --format json`` writes. Unknown fields are allowed and kept."""
    (root,), components = msgspec.json.schema_components([Chart], ref_template="#/$defs/{name}")
    for definition in components.values():
        definition.get("properties", {}).pop(EXTRA, None)
        definition.pop("additionalProperties", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"PlanTUI chart bundle, schema {SCHEMA}",
        **root,
        "$defs": components,
    }
