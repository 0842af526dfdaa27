/** A server whose requests are judged by generated validators: Hono takes them as Standard Schemas. */

import { ServiceCreateRequest, ServiceCreateRequestWire } from "@clientwright/syllable/validators";
import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";

/** `POST /services` takes the form of the wire and works with the caller's; `POST /drafts` takes the caller's form itself. */
export const server: Hono = new Hono();

server.post("/services", sValidator("json", ServiceCreateRequestWire), (context) => {
  const { name, authType } = context.req.valid("json");
  return context.json({ created: name, auth: authType ?? "none" }, 201);
});

server.post("/drafts", sValidator("json", ServiceCreateRequest), (context) => {
  return context.json({ drafted: context.req.valid("json").name }, 201);
});
