// The main job by openapi-fetch with the types that openapi-typescript makes: log in, fill the
// cart, order, pay, run a report.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { env } from "node:process";
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.js";
import { searchOf } from "./search.js";

type Problem = components["schemas"]["Problem"];

const baseUrl = env.SHOP_ADDRESS as string;
const productId = Number(env.SHOP_PRODUCT);
// Filters go by their own names, with each of their values: openapi-fetch has no setting for that.
const querySerializer = (query: Record<string, unknown>) => searchOf(query).toString();
const guest = createClient<paths>({ baseUrl, querySerializer });

/** The data of an answer, which must be no refusal. */
function good<T>(answer: { data?: T; error?: Problem }): T {
  assert.equal(answer.error, undefined, JSON.stringify(answer.error));
  return answer.data as T;
}

/** A client with the token of a person. */
async function loggedIn(email: string): Promise<Client<paths>> {
  const body = { email, password: env.SHOP_PASSWORD as string };
  const { access_token } = good(await guest.POST("/api/v1/users/login", { body }));
  const headers = { Authorization: `Bearer ${access_token}` };
  return createClient<paths>({ baseUrl, querySerializer, headers });
}

const wrong = { email: env.SHOP_CUSTOMER as string, password: "wrong-password" };
const refused = await guest.POST("/api/v1/users/login", { body: wrong });
assert.equal(refused.error?.code, "unauthenticated");
const query = { q: "thing", page_size: 5, attributes: { "attr.colour": "no such colour" } };
assert.equal(good(await guest.GET("/api/v1/products", { params: { query } })).items.length, 0);

const customer = await loggedIn(env.SHOP_CUSTOMER as string);
const wanted = { product_id: productId, quantity: 2 };
const cart = good(await customer.POST("/api/v1/cart/items", { body: wanted }));
assert.equal(cart.subtotal, "25.00");
const address = {
  name: "Ada Byron",
  line1: "1 Long Lane",
  city: "Sofia",
  postal_code: "1000",
  country: "BG",
};
const order = good(
  await customer.POST("/api/v1/orders", {
    params: { header: { "Idempotency-Key": randomUUID() } },
    body: { shipping_method: "standard", address },
  }),
);
const status: components["schemas"]["OrderAnswer"]["status"] = "ready_for_paying";
assert.equal(order.status, status);
const path = { order_id: order.id };
const payment = good(
  await customer.POST("/api/v1/orders/{order_id}/payments", {
    params: { path, header: { "Idempotency-Key": randomUUID() } },
    body: { method: "bobi", amount: order.total },
  }),
);
assert.equal(payment.status, "captured");
const paid = good(await customer.GET("/api/v1/orders/{order_id}", { params: { path } }));
assert.equal(paid.status, "paid");

const staff = await loggedIn(env.SHOP_STAFF as string);
const from = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
const report = good(
  await staff.GET("/api/v1/reports/{report_id}/rows", {
    params: {
      path: { report_id: "sales" },
      query: { filters: { from, status: ["paid", "shipped"] }, page_size: 100 },
    },
  }),
);
// What was sold stands there a moment later: the clock brings it.
assert.equal(typeof report.total, "number");
assert.deepEqual(report.filters.status, ["paid", "shipped"]);

const shown = await staff.GET("/api/v1/products/{product_id}", {
  params: { path: { product_id: productId } },
});
const description = "Changed by another generated client.";
const changed = good(
  await staff.PATCH("/api/v1/products/{product_id}", {
    params: {
      path: { product_id: productId },
      header: { "If-Match": shown.response.headers.get("ETag") as string },
    },
    body: { description },
  }),
);
assert.equal(changed.description, description);
console.log("done");
