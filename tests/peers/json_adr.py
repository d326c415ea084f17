"""Checks files of JSON-ADR 1.0.0: `json_adr.py TEMPLATE FILE..` prints what is wrong, a line each.

The rules are those of the format's description, written down here in our own words. Where
JSON_ADR_SCHEMA names a copy of the schema and `jsonschema` is installed, that is asked too.
"""

import json
import os
import re
import sys

TEXT, TEXTS = "text", "list of texts"
KEYS = {
    "number": int, "title": TEXT, "status": TEXT, "date": TEXT,
    "deciders": TEXTS, "consulted": TEXTS, "informed": TEXTS, "tags": TEXTS,
    "source_uri": TEXT, "context": TEXT, "decision": TEXT, "confirmation": TEXT, "path": TEXT,
    "decision_drivers": TEXTS, "considered_options": list, "consequences": object,
    "links": list, "custom_sections": dict,
}
REQUIRED = ["number", "title", "status", "date"]
OPTION = {"name": TEXT, "description": TEXT, "pros": TEXTS, "cons": TEXTS}
LINK = {"type": TEXT, "target": int, "description": TEXT}
SIDES = {"positive": TEXTS, "negative": TEXTS, "risks": TEXTS}


def fits(value, kind):
    if kind is TEXT:
        return isinstance(value, str)
    if kind is TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, kind) and not isinstance(value, bool)


def keys(at, value, known, required):
    """What is wrong with the keys of an object."""
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    yield from (f"{at} has no `{key}`" for key in required if key not in value)
    for key, one in value.items():
        if key not in known:
            yield f"{at} has a key that the format has not: `{key}`"
        elif not fits(one, known[key]):
            yield f"{at}.{key} is of another type: {one!r:.60}"


def record(adr, template):
    yield from keys("adr", adr, KEYS, REQUIRED)
    if adr.get("number", 0) < 1:
        yield f"the number is {adr.get('number')}"
    if not adr.get("title", "").strip():
        yield "the title is empty"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", adr.get("date", "")):
        yield f"the date is {adr.get('date')!r}"
    if os.path.isabs(adr.get("path", "")):
        yield f"the path is absolute: {adr['path']}"
    for option in adr.get("considered_options", []):
        yield from keys("option", option, OPTION, ["name"])
    for link in adr.get("links", []):
        yield from keys("link", link, LINK, ["type", "target"])
    for name, section in adr.get("custom_sections", {}).items():
        if not isinstance(section, str):
            yield f"the section {name} is no text"
    consequences = adr.get("consequences", [])
    if template == "json-adr-adrs":
        # Its import takes a text only, and puts words of its template where there is none.
        if not isinstance(consequences, str) or not consequences.strip():
            yield f"consequences are no text with something in it: {consequences!r:.60}"
    elif isinstance(consequences, dict):
        yield from keys("consequences", consequences, SIDES, [])
    elif not fits(consequences, TEXTS):
        yield f"consequences are neither a list nor an object: {consequences!r:.60}"


def validator():
    path = os.environ.get("JSON_ADR_SCHEMA")
    if not path:
        return None
    import jsonschema

    with open(path, encoding="utf-8") as file:
        return jsonschema.Draft202012Validator(json.load(file))


def main(template, paths):
    schema = validator()
    numbers = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            whole = json.load(file)
        wrong = list(keys("file", whole, {"$schema": TEXT, "version": TEXT, "adr": dict}, ["version", "adr"]))
        if whole.get("version") != "1.0.0":
            wrong.append(f"the version is {whole.get('version')!r}")
        adr = whole.get("adr", {})
        wrong += record(adr, template)
        if adr.get("number") in numbers:
            wrong.append(f"number {adr['number']} is that of {numbers[adr['number']]} too")
        numbers.setdefault(adr.get("number"), os.path.basename(path))
        if schema and template == "json-adr":
            wrong += [f"schema: {error.json_path}: {error.message:.120}" for error in schema.iter_errors(whole)]
        for one in wrong:
            print(f"{path}: {one}")


main(sys.argv[1], sys.argv[2:])
