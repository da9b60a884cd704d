"""Prints what Python's jsonschema says of each line of standard input, true or false, with the schema that is named."""

import json
import sys

from jsonschema import Draft7Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft7Validator.check_schema(schema)
validator = Draft7Validator(schema)
print(json.dumps([validator.is_valid(json.loads(line)) for line in sys.stdin]))
