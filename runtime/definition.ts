/** What the document says about all of a client's calls, as generated code hands it over. */

import type { Operation } from "./operation.js";
import type { ServerChoice } from "./options.js";
import type { CredentialSender } from "./schemes.js";

/** How a credential is sent. */
export interface CredentialScheme {
  readonly send: CredentialSender;
  /** Of an API key's header, query parameter or cookie. */
  readonly name?: string;
}

/** Alternatives (OR) of credential option names that go together (AND). */
export type Security = NonNullable<Operation<unknown>["security"]>;

/** What the document says about all of a client's calls. */
export interface ClientDefinition {
  /** Name of the document's client. */
  readonly document: string;
  /** Server to call where the caller names none. */
  readonly server?: string;
  /** Finds the URL of a server that the caller chose by name; `undefined` if there is none. */
  readonly servers?: (choice: ServerChoice) => string | undefined;
  /** Options that stand behind the caller's: credentials from environment variables. */
  readonly defaults?: () => object;
  /** Schemes by the name of the option that holds the credential. */
  readonly credentials?: { readonly [option: string]: CredentialScheme };
  /** Security of what isn't called by an operation: the document's root `security`. */
  readonly security?: Security;
}
