"""What the dashboard answers."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.reports.view_schemas import ViewAnswer


class Figures(Schema):
    """What was sold: orders, pieces, and money net of tax; what came back is taken off."""

    orders = fields.Integer(required=True)
    quantity = fields.Integer(required=True)
    revenue = fields.String(required=True)


class Today(Figures):
    """Today so far, and the whole day a week ago."""

    same_day_last_week = fields.Nested(Figures, required=True)


class Month(Figures):
    """A month of the shop's calendar."""

    month = fields.String(required=True, metadata={"pattern": "^[0-9]{4}-[0-9]{2}$"})


class Hour(Figures):
    """An hour of the shop's clock."""

    starts_at = fields.DateTime(required=True)


class TopProduct(Schema):
    """A product that sold well in the last 30 days."""

    product_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    quantity = fields.Integer(required=True)
    revenue = fields.String(required=True)


class LowStock(Schema):
    """A variant of which few are left, by the setting low_stock."""

    variant_id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    available = fields.Integer(required=True)


class StatusCount(Schema):
    """How many orders stand there."""

    status = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)


class DashboardAnswer(Schema):
    """How the shop does."""

    currency = fields.String(required=True)
    generated_at = fields.DateTime(required=True)
    time_zone = fields.String(required=True)
    today = fields.Nested(Today, required=True)
    months = fields.List(fields.Nested(Month), required=True)
    hours = fields.List(fields.Nested(Hour), required=True)
    top_products = fields.List(fields.Nested(TopProduct), required=True)
    low_stock = fields.List(fields.Nested(LowStock), required=True)
    orders_by_status = fields.List(fields.Nested(StatusCount), required=True)
    pinned = fields.List(fields.Nested(ViewAnswer), required=True)
