/** What a receiver of webhooks and callbacks may write. Judged by `npm run typecheck`. */

import {
  type Ack,
  type Callbacks,
  decodeOrderCreatedWebhook,
  encodeOrderCreatedWebhookAnswer,
  type Order,
  type OrderCreatedWebhookHeaders,
  type Webhooks,
} from "../golden/webhooks/expected/index.js";
import { same } from "./equality.js";

same<keyof Webhooks, "order.created" | "refund issued!" | "PUT refund issued!" | "note">(true);
same<Webhooks["order.created"]["payload"], Order>(true);
same<Webhooks["order.created"]["headers"], OrderCreatedWebhookHeaders>(true);
same<Webhooks["order.created"]["responses"], { 200: Ack; "4XX": undefined }>(true);
same<Webhooks["note"]["payload"], string>(true);
same<Callbacks["createSubscription"]["onData"]["payload"], Order[]>(true);

// What is received has what only the server sets, and nothing that only callers do.
same<keyof Order, "orderId" | "placedAt" | "state">(true);

const order: Order = decodeOrderCreatedWebhook(JSON.parse("{}"));
order.placedAt?.getTime();
encodeOrderCreatedWebhookAnswer({ seenAt: new Date(0) });
// @ts-expect-error the caller's form has a Date
encodeOrderCreatedWebhookAnswer({ seenAt: "1970" });
