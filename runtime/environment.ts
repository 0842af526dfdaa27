/** Takes credentials from environment variables, for clients that are generated to do so. */

/**
 * Options with those that are absent taken from the environment, where the platform has one. Read at each call of this.
 *
 * @param variables - Names of environment variables by option.
 */
export function withEnvironment<Options extends object>(
  options: Options,
  variables: { readonly [option: string]: string },
): Options {
  // Only Node and its relatives have it, and their types needn't be here.
  const { process } = globalThis as { process?: { env?: { readonly [name: string]: string | undefined } } };
  const given = new Map(Object.entries(options));
  const found = Object.entries(variables).map(([option, name]) => [option, given.get(option) ?? process?.env?.[name]]);
  return { ...options, ...Object.fromEntries(found) };
}
