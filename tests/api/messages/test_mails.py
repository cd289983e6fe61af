"""The mail queue as staff see it."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_staff_see_the_queue_without_its_links(support: Caller, shop: Shop) -> None:
    person = shop.register()
    token = shop.verification_token(person)
    answer = support.get("/mails?page_size=100&sort=-id")
    assert person.email in answer.text
    assert token not in answer.text
    walked = support.get("/mails?after=0&page_size=1").get_json()
    assert len(walked["items"]) == 1


def test_a_dead_mail_is_queued_again(admin: Caller, shop: Shop) -> None:
    person = shop.register()
    shop.relay()
    mail = shop.admin.value("SELECT MAX(mail_id) FROM mails WHERE recipient = %s", person.email)
    shop.admin.execute("UPDATE mails SET state = 'dead' WHERE mail_id = %s", mail)
    assert admin.post(f"/mails/{mail}/resend").get_json()["state"] == "queued"
    refused(admin.post("/mails/999999999/resend"), "not_found", 404)


def test_customers_see_no_mails__forbidden(customer: Caller) -> None:
    refused(customer.get("/mails"), "forbidden", 403)
