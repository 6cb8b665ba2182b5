"""Reads OpenMetrics text from standard input with the parser of prometheus-client, and prints what it found as JSON."""
import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

families = {
    family.name: {
        "type": family.type,
        "unit": family.unit,
        "help": family.documentation,
        "samples": [[sample.name, sample.labels, float(sample.value)] for sample in family.samples],
    }
    for family in text_string_to_metric_families(sys.stdin.read())
}
json.dump(families, sys.stdout)
