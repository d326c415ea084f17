#!/usr/bin/env python3
"""Shows: the advice of this skill as checks on an OpenAPI document in JSON. Exit code 1 if one fails.

Run: python3 validate_api_spec.py openapi.json
Standard library only. Checked: a version in the path (S1:155, S3:279), schemas for requests and
answers, the error responses, an authentication scheme (S1:187), pages instead of bare arrays
(S4:504), references that resolve. It is no validator of the OpenAPI grammar.
"""
import json
import re
import sys

METHODS = ("get", "post", "put", "patch", "delete")
OPEN = re.compile(r"/(health|live|ready|metrics)\b")  # routes that need neither version nor login


def resolve(document, value):
    for _ in range(32):  # a chain of references ends, a circle does not
        if not (isinstance(value, dict) and "$ref" in value):
            return value
        target = document
        for key in str(value["$ref"]).removeprefix("#/").split("/"):
            key = key.replace("~1", "/").replace("~0", "~")
            if not isinstance(target, dict) or key not in target:
                return None
            target = target[key]
        value = target
    return None


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from references(part)


def schemas(document, holder):
    content = (resolve(document, holder) or {}).get("content") or {}
    return [resolve(document, media.get("schema")) for media in content.values()]


def operation_findings(document, method, path, op):
    shared = op.get("parameters", [])
    responses = op.get("responses") or {}
    wanted = set()
    if not OPEN.search(path):
        wanted |= {"401", "403", "500"}
        if not (op["security"] if "security" in op else document.get("security")):
            yield "no security: say who may call it"
    if method in ("post", "put", "patch"):
        wanted |= {"400", "422"}
        if not any(schemas(document, op.get("requestBody"))):
            yield "the request has no schema"
    if "{" in path:
        wanted.add("404")
    for code in sorted(code for code in wanted - responses.keys() if f"{code[0]}XX" not in responses and "default" not in responses):
        yield f"no answer {code}"
    for code, answer in responses.items():
        if not str(code).startswith("2") or code in ("202", "204"):
            continue
        found = schemas(document, answer)
        if not any(found):
            yield f"the answer {code} has no schema"
        for schema in filter(None, found):
            if method == "get" and schema.get("type") == "array":
                yield "a bare array: no room for pagination"
            if method == "get" and "pagination" in (schema.get("properties") or {}):
                names = {(resolve(document, parameter) or {}).get("name") for parameter in shared}
                if not names & {"cursor", "after", "page"}:
                    yield "a page without a parameter cursor, after or page"


def findings(document):
    if not str(document.get("openapi", "")).startswith("3."):
        yield "openapi: version 3 expected"
    if not (document.get("components") or {}).get("securitySchemes"):
        yield "components: no securitySchemes"
    for target in sorted(set(references(document))):
        if target.startswith("#/") and resolve(document, {"$ref": target}) is None:
            yield f"{target}: does not resolve"
    versions = [str(server.get("url", "")) for server in document.get("servers", [])]
    for path, item in (document.get("paths") or {}).items():
        if not OPEN.search(path) and not any(re.search(r"/v\d+(/|$)", part) for part in [path, *versions]):
            yield f"{path}: no version in the path"
        for method in METHODS:
            if method in item:
                op = dict(item[method], parameters=item.get("parameters", []) + item[method].get("parameters", []))
                for text in operation_findings(document, method, path, op):
                    yield f"{method.upper()} {path}: {text}"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: validate_api_spec.py openapi.json")
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            document = json.load(file)
    except (OSError, ValueError) as error:
        sys.exit(f"cannot read {sys.argv[1]}: {error}")
    if not isinstance(document, dict):
        sys.exit(f"{sys.argv[1]} is not an object")
    found = list(findings(document))
    for line in found:
        print(line)
    print(f"{len(found)} finding(s)")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
