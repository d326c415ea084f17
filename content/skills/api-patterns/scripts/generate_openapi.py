#!/usr/bin/env python3
"""Shows: an OpenAPI 3.1 skeleton from a list of routes, with what S1:187 wants in every document:
schemas of requests and responses, the error responses, the authentication scheme.

Run: printf 'GET /api/v1/orders list orders\\nPOST /api/v1/orders create an order\\n' |
         python3 generate_openapi.py "Shop" > openapi.json
Standard library only. One route a line: METHOD PATH SUMMARY; parameters in the path as {id}. A GET
whose path does not end in a parameter becomes a page with cursor and limit. The object schemas are
empty: fill them in. FastAPI and Litestar write the document themselves (S1:181-183).
"""
import json
import re
import sys

ERRORS = {"400": "BadRequest", "401": "Unauthorized", "403": "Forbidden", "404": "NotFound", "422": "Rejected", "500": "ServerError"}
PROBLEM = {
    "type": "object",
    "required": ["title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
    },
}


def ref(kind, name):
    return {"$ref": f"#/components/{kind}/{name}"}


def content(schema):
    return {"application/json": {"schema": schema}}


def page_of(name):
    paging = {"type": "object", "required": ["has_more"], "properties": {"next_cursor": {"type": ["string", "null"]}, "has_more": {"type": "boolean"}}}
    return {"type": "object", "required": ["data", "pagination"], "properties": {"data": {"type": "array", "items": ref("schemas", name)}, "pagination": paging}}


def resource(path):
    """/api/v1/orders/{id} -> Order"""
    plain = [part for part in path.split("/") if part and not part.startswith("{") and part != "api" and not re.fullmatch(r"v\d+", part)]
    word = re.sub(r"[^A-Za-z0-9]", "", (plain or ["item"])[-1].title())
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def operation(method, path, summary, name):
    many = method == "GET" and not path.endswith("}")
    op = {"summary": summary, "operationId": method.lower() + re.sub(r"[^A-Za-z0-9]+", "_", path).rstrip("_"), "security": [{"bearer": []}]}
    parameters = [{"name": p, "in": "path", "required": True, "schema": {"type": "string"}} for p in re.findall(r"{(\w+)}", path)]
    if many:
        parameters.append({"name": "cursor", "in": "query", "schema": {"type": "string"}})
        parameters.append({"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}})
    if parameters:
        op["parameters"] = parameters
    if method in ("POST", "PUT", "PATCH"):
        op["requestBody"] = {"required": True, "content": content(ref("schemas", f"{name}Input"))}
    status = {"POST": "201", "DELETE": "204"}.get(method, "200")
    done = {"description": "Done"}
    if method != "DELETE":
        done["content"] = content(page_of(name) if many else ref("schemas", name))
    op["responses"] = {status: done} | {code: ref("responses", answer) for code, answer in ERRORS.items()}
    return op


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: generate_openapi.py TITLE < routes.txt")
    paths, schemas = {}, {"Problem": PROBLEM}
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"(GET|POST|PUT|PATCH|DELETE)\s+(/\S*)\s+(.+?)\s*", line)
        if not match:
            sys.exit(f"line {number}: want METHOD /path summary")
        method, path, summary = match.groups()
        name = resource(path)
        for schema in (name, f"{name}Input"):
            schemas.setdefault(schema, {"type": "object", "properties": {}})
        paths.setdefault(path, {})[method.lower()] = operation(method, path, summary, name)
    problem = {"application/problem+json": {"schema": ref("schemas", "Problem")}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": sys.argv[1], "version": "1.0.0"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {answer: {"description": answer, "content": problem} for answer in ERRORS.values()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
