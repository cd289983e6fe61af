"""What the OpenAPI document says of every operation, and requests that it allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from tests.api.caller import BASE, Caller
from tests.support.shop import ADDRESS, NOBODY, Shop

METHODS = ("get", "post", "put", "patch", "delete")
# Values that a field of this name could have; a field that is new gets one by its schema.
KNOWN = {
    "email": "someone@example.com",
    "password": "storekeeper-test",
    "country": "BG",
    "phone": "+359888123456",
    "amount": "1.00",
    "price": "1.00",
    "min_price": "1.00",
    "max_price": "9.00",
    "tax_rate": "20.00",
    "method": "bobi",
    "kind": "receipt",
    "birth_date": "1990-01-01",
    "updated_since": "2026-01-01T00:00:00Z",
    "language": "en",
    "category": "no-such-category",
    "slug": "some-slug",
    "sku": "some-sku",
    "status": "active",
    "report": "sales",
    "group_by": "category",
    "shipping_method": "standard",
    "If-Match": '"1"',
    "X-Cart-Token": "a-cart-of-nobody-at-all",
}
BY_TYPE: Mapping[str, Any] = {"integer": 1, "number": 1, "object": {}, "boolean": True, "array": []}


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    path: str
    method: str
    described: Mapping[str, Any] = field(hash=False)
    document: Mapping[str, Any] = field(hash=False, repr=False)

    @property
    def label(self) -> str:
        """How a message names it."""
        return f"{self.method.upper()} {self.path}"

    def parameters(self, place: str) -> dict[str, dict[str, Any]]:
        """The schemas of its parameters in the path, the query or the headers."""
        found = [*self.document["paths"][BASE + self.path].get("parameters", ())]
        found += self.described.get("parameters", ())
        each = [self.resolved(parameter) for parameter in found]
        return {one["name"]: one["schema"] for one in each if one["in"] == place}

    def body(self) -> dict[str, Any] | None:
        """The schema of its body."""
        content = self.described.get("requestBody", {}).get("content", {}).get("application/json")
        return self.resolved(content["schema"]) if content else None

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A schema without a reference, and without the null that may stand for it."""
        if "$ref" in schema:
            found: Any = self.document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            return dict(found)
        for each in schema.get("anyOf", ()):
            if each.get("type") != "null":
                return self.resolved(each)
        return schema

    def sensible(self, name: str, schema: dict[str, Any]) -> Any:
        """A value that the field could have."""
        if name in KNOWN:
            return KNOWN[name]
        schema = self.resolved(schema)
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object" and schema.get("properties"):
            return self.filled(schema)
        if kind == "array":
            return [self.sensible(name, schema["items"])]
        return BY_TYPE.get(str(kind), "something")

    def filled(self, schema: dict[str, Any]) -> dict[str, Any]:
        """All fields of an object, each with a value that it could have."""
        return {name: self.sensible(name, each) for name, each in schema["properties"].items()}


def existing(caller: Caller, shop: Shop) -> dict[str, str]:
    """Ids of things that are there, and are the caller's where they are somebody's."""
    assert caller.person
    product = shop.product(stock=50)
    address = caller.post("/addresses", ADDRESS).get_json()["id"]
    order = shop.order(caller.person, {product: 1})
    cart = caller.fill_cart({product: 1})
    export = caller.post("/reports/sales/exports", {"format": "csv"}).get_json()
    view = caller.post("/report-views", {"report": "sales", "title": "Sales"}).get_json()
    schedule = caller.post(
        "/report-schedules",
        {"report": "sales", "title": "x", "format": "csv", "every": "daily", "hour": 6},
    ).get_json()
    shop.relay()
    found = {
        "product_id": product,
        "variant_id": shop.variant(product),
        "address_id": address,
        "order_id": order["id"],
        "item_id": cart["items"][0]["id"],
        # Customers may ask for none.
        "export_id": export.get("id", NOBODY),
        "report_view_id": view.get("id", NOBODY),
        "schedule_id": schedule.get("id", NOBODY),
        "mail_id": shop.admin.value("SELECT MAX(mail_id) FROM mails"),
        "setting_code": "report_seconds",
        "report_id": "sales",
        "filter_name": "status",
    }
    return {name: str(value) for name, value in found.items()}


def document_of(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    found: dict[str, Any] = app.test_client().get(f"{BASE}/openapi.json").get_json()
    return found


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(path.removeprefix(BASE), method, item[method], document)
