"""The main job by the client that openapi-python-client makes: log in, fill the cart, order, pay,
run a report. Run by test_python_client.py as a program of its own."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from shop_client import AuthenticatedClient, Client
from shop_client.api.carts import carts_add_items
from shop_client.api.catalogue import catalogue_change, catalogue_product, catalogue_products
from shop_client.api.identity import identity_login
from shop_client.api.orders import orders_order, orders_place
from shop_client.api.payments import payments_pay
from shop_client.api.reports import reports_rows
from shop_client.models import (
    Address,
    CartAnswer,
    Login,
    LoginAnswer,
    NewItems,
    NewOrder,
    NewPayment,
    NewPaymentMethod,
    OrderAnswer,
    OrderAnswerStatus,
    PaymentAnswer,
    Problem,
    ProblemCode,
    ProductChange,
    ProductDetail,
    ProductPage,
    ReportsRowsFilters,
    RowsAnswer,
)

ADDRESS = os.environ["SHOP_ADDRESS"]
PRODUCT = int(os.environ["SHOP_PRODUCT"])
T = TypeVar("T")


def is_a(kind: type[T], answer: object) -> T:
    """The answer, which must be of this kind."""
    assert isinstance(answer, kind), answer
    return answer


def logged_in(who: str) -> AuthenticatedClient:
    """A client with the token of a person."""
    body = Login(os.environ[who], os.environ["SHOP_PASSWORD"])
    answer = is_a(LoginAnswer, identity_login.sync(client=Client(ADDRESS), body=body))
    return AuthenticatedClient(ADDRESS, answer.access_token)


guest = Client(ADDRESS)
wrong = Login(os.environ["SHOP_CUSTOMER"], "wrong-password")
refused = is_a(Problem, identity_login.sync(client=guest, body=wrong))
assert refused.code == ProblemCode.UNAUTHENTICATED
is_a(ProductPage, catalogue_products.sync(client=guest, q="thing", page_size=5))

customer = logged_in("SHOP_CUSTOMER")
wanted = NewItems(product_id=PRODUCT, quantity=2)
cart = is_a(CartAnswer, carts_add_items.sync(client=customer, body=wanted))
assert cart.subtotal == "25.00"
home = Address("Ada Byron", "1 Long Lane", "Sofia", "1000", "BG")
order = is_a(
    OrderAnswer,
    orders_place.sync(
        client=customer,
        body=NewOrder("standard", address=home),
        idempotency_key=str(uuid.uuid4()),
    ),
)
assert order.status == OrderAnswerStatus.READY_FOR_PAYING
payment = is_a(
    PaymentAnswer,
    payments_pay.sync(
        order.id,
        client=customer,
        body=NewPayment(NewPaymentMethod.BOBI, order.total),
        idempotency_key=str(uuid.uuid4()),
    ),
)
assert payment.status == "captured"
paid = is_a(OrderAnswer, orders_order.sync(order.id, client=customer))
assert paid.status == OrderAnswerStatus.PAID

staff = logged_in("SHOP_STAFF")
filters = ReportsRowsFilters()
filters["from"] = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
filters["status"] = ["paid", "shipped"]
report = is_a(RowsAnswer, reports_rows.sync("sales", client=staff, filters=filters, page_size=100))
# What was sold stands there a moment later: the clock brings it.
assert isinstance(report.total, int)
assert report.filters["status"] == ["paid", "shipped"]
none = ReportsRowsFilters()
none["no_such_filter"] = "1"
problem = is_a(Problem, reports_rows.sync("sales", client=staff, filters=none))
assert "no_such_filter" in problem.errors.to_dict()

shown = catalogue_product.sync_detailed(PRODUCT, client=staff)
change = ProductChange(description="Changed by a generated client.")
changed = catalogue_change.sync(PRODUCT, client=staff, body=change, if_match=shown.headers["ETag"])
assert is_a(ProductDetail, changed).description == change.description
print("done")
