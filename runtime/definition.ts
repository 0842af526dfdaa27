/** What the document says about all of a client's calls, as generated code hands it over. */

import type { Operation } from "./operation.js";

/** How a credential is sent. */
export type CredentialScheme =
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "basic" }
  | { readonly type: "bearer" };

/** Alternatives (OR) of credential option names that go together (AND). */
export type Security = NonNullable<Operation<unknown>["security"]>;

/** What the document says about all of a client's calls. */
export interface ClientDefinition {
  /** Name of the document's client. */
  readonly document: string;
  /** Server to call where the caller names none. */
  readonly server?: string;
  /** Schemes by the name of the option that holds the credential. */
  readonly credentials?: { readonly [option: string]: CredentialScheme };
  /** Security of what isn't called by an operation: the document's root `security`. */
  readonly security?: Security;
}
