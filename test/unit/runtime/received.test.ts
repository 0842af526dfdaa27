/** The functions that give webhooks and callbacks the caller's form, of a generated client. */

import { expect, it } from "vitest";
import {
  decodeCreateSubscriptionOnDataCallback,
  decodeOrderCreatedWebhook,
  decodeRefundIssuedWebhook,
  encodeOrderCreatedWebhookAnswer,
} from "../../golden/webhooks/expected/index.js";

const wire = { order_id: "1", placed_at: "2024-05-01T10:00:00Z", state: "paid", extra_field: true };
const order = { orderId: "1", placedAt: new Date("2024-05-01T10:00:00Z"), state: "paid", extra_field: true };

it("decodes a payload, what the document doesn't know included", () => {
  expect(decodeOrderCreatedWebhook(wire)).toEqual(order);
  expect(decodeCreateSubscriptionOnDataCallback([wire, wire])).toEqual([order, order]);
});

it("chooses among the members of a union", () => {
  expect(decodeRefundIssuedWebhook({ refund_id: "r" })).toEqual({ refundId: "r" });
  expect(decodeRefundIssuedWebhook(wire)).toEqual(order);
});

it("encodes an answer", () => {
  expect(encodeOrderCreatedWebhookAnswer({ seenAt: new Date(0) })).toEqual({ seen_at: "1970-01-01T00:00:00.000Z" });
});
