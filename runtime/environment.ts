/** Takes credentials from environment variables, for clients that are generated to do so. */

/** Name of the variable that holds a credential; of user name and password, the names of both. */
export type CredentialVariable = string | { readonly username: string; readonly password: string };

/**
 * Reads credentials whenever a client is opened, where the platform has an environment.
 *
 * @param variables - Names of environment variables by option.
 * @returns The options; `undefined` or empty, which counts as missing, where a variable isn't set.
 */
export function environment(variables: { readonly [option: string]: CredentialVariable }): () => object {
  return () => {
    // Only Node and its relatives have it, and their types needn't be here.
    const { process } = globalThis as { process?: { env?: { readonly [name: string]: string | undefined } } };
    const read = (name: string): string | undefined => process?.env?.[name];
    const found = Object.entries(variables).map(([option, variable]) => {
      if (typeof variable === "string") return [option, read(variable)];
      return [option, { username: read(variable.username) ?? "", password: read(variable.password) ?? "" }];
    });
    return Object.fromEntries(found);
  };
}
