"""How the shop does, in one call."""

from __future__ import annotations

from api.dashboard import schemas
from api.http.auth import session, staff
from api.http.blueprint import Blueprint
from api.services import db

blueprint = Blueprint("dashboard", __name__, "How the shop does.")


@blueprint.route("/dashboard")
@staff("reports.dashboard")
@blueprint.response(200, schemas.DashboardAnswer)
def dashboard() -> str:
    """Show how the shop does: sales, best sellers, what runs out, orders, pinned views.

    Months, days and hours are those of the shop's clock; all are there, also empty ones.
    Figures follow an order within seconds.
    """
    return db.document("dashboard_show", session(), idempotent=True)
