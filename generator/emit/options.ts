/** What a user chose about the output; names and types were settled by the model. */

export interface EmitOptions {
  /** Depend on the runtime's package, or on a copy in `runtime/` of the output folder. */
  readonly runtime: "package" | "vendored";
  /** Also emit `raw.ts`; `schema.ts` is the worker's. */
  readonly raw: boolean;
  /** Make the client a package of its own. */
  readonly package?: PackageOptions;
  /** Version of the generator, which the runtime shares: its caret range is what the package depends on. */
  readonly version: string;
  /** What a copied runtime stands on: versions by package name. */
  readonly vendoredDependencies: { readonly [name: string]: string };
}

/** What a package.json says that the document doesn't. */
export interface PackageOptions {
  readonly name: string;
  readonly description?: string | undefined;
  /** SPDX identifier. Default: MIT. */
  readonly license?: string | undefined;
  readonly repository?: string | undefined;
}
