/** Words that the bench document is made of: its resources, their fields and what descriptions say. */

/** Each gives eight operations and fourteen schemas. */
export const resources = [
  ["Account", "Accounts", "customer account that owns everything below it"],
  ["Agent", "Agents", "person or program that answers conversations"],
  ["Appointment", "Appointments", "slot that a contact has booked"],
  ["Campaign", "Campaigns", "series of messages sent to a group of contacts"],
  ["Channel", "Channels", "way in which contacts reach the account"],
  ["Contact", "Contacts", "person known to the account"],
  ["Conversation", "Conversations", "exchange of messages with one contact"],
  ["Dashboard", "Dashboards", "page of charts that a team watches"],
  ["Device", "Devices", "telephone or tablet registered by a user"],
  ["Document", "Documents", "text that agents may quote from"],
  ["Incident", "Incidents", "disturbance that is being worked on"],
  ["Insight", "Insights", "finding drawn from many conversations"],
  ["Integration", "Integrations", "connection to a system outside of the account"],
  ["Invoice", "Invoices", "bill for one period of use"],
  ["Pipeline", "Pipelines", "ordered stages that work passes through"],
  ["Prompt", "Prompts", "instruction given to an automated agent"],
  ["Report", "Reports", "document that is produced on a schedule"],
  ["Subscription", "Subscriptions", "plan that the account pays for"],
  ["Task", "Tasks", "piece of work assigned to a user"],
  ["Template", "Templates", "text with places to fill in"],
  ["User", "Users", "person who may sign in"],
  ["Workflow", "Workflows", "steps that run when something happens"],
];

/** Name, schema and meaning. Every resource has a share of them, chosen by its place in the list. */
export const fields = [
  [
    "display_name",
    { type: "string", maxLength: 120, examples: ["Front desk"] },
    "Name shown to people in lists and titles",
  ],
  [
    "external_id",
    { type: "string", examples: ["crm-0001482"] },
    "Identifier in the system that the record was imported from",
  ],
  [
    "language",
    { type: "string", pattern: "^[a-z]{2}(-[A-Z]{2})?$", examples: ["en-US"] },
    "Language in which texts are written",
  ],
  ["timezone", { type: "string", examples: ["Europe/Berlin"] }, "Time zone in which hours of business are understood"],
  [
    "tags",
    { type: "array", items: { type: "string" }, examples: [["north", "pilot"]] },
    "Free labels, in the order in which they were given",
  ],
  ["priority", { type: "integer", minimum: 0, maximum: 9, default: 5 }, "How urgent it is; a higher number goes first"],
  ["is_default", { type: "boolean", default: false }, "Whether it is taken where nothing else is asked for"],
  [
    "starts_at",
    { type: "string", format: "date-time", examples: ["2024-03-01T08:00:00Z"] },
    "When it comes into force",
  ],
  ["ends_at", { type: ["string", "null"], format: "date-time" }, "When it ends, or null for never"],
  ["due_on", { type: "string", format: "date", examples: ["2024-03-31"] }, "Last day on which it may be finished"],
  ["website", { type: "string", format: "uri", examples: ["https://example.com/about"] }, "Page with more about it"],
  [
    "contact_email",
    { type: "string", format: "email", examples: ["desk@example.com"] },
    "Address for questions about it",
  ],
  ["phone_number", { type: ["string", "null"], examples: ["+15550100"] }, "Telephone number in international form"],
  ["weight", { type: "number", minimum: 0 }, "Share in the distribution, relative to all others"],
  ["attempts", { type: "integer", format: "int32", minimum: 0 }, "How often it was tried so far"],
  ["size_bytes", { type: "integer", format: "int64" }, "Space that it takes up"],
  [
    "metadata",
    { type: "object", additionalProperties: { type: "string" } },
    "Values of the caller's own, kept as they are",
  ],
  ["address", { $ref: "#/components/schemas/Address" }, "Where it is"],
  ["price", { $ref: "#/components/schemas/Money" }, "What it costs per period"],
  ["payload", {}, "Anything that the receiver understands"],
];

/** Sentences that follow a meaning, so that descriptions are of the length found in practice. */
export const remarks = [
  "Changing it takes effect for new records only.",
  "It is copied when the record is duplicated.",
  "Only administrators of the account may change it.",
  "It is shown in exports and in the audit log.",
  "If it is omitted, the value of the account is used instead.",
  "It can't be searched for, but lists can be sorted by it.",
];
