/** Compares versions of the generator (SemVer 2.0.0, section 11, without the finer points of pre-releases). */

/** Whether the first version is the later one. What is no version is never newer. */
export function isNewer(version: string, than: string): boolean {
  const [left, right] = [parts(version), parts(than)];
  if (left === undefined || right === undefined) return false;
  const difference = left.numbers.map((number, index) => number - (right.numbers[index] ?? 0)).find((one) => one !== 0);
  if (difference !== undefined) return difference > 0;
  // A release comes after its pre-releases.
  if (left.pre === undefined || right.pre === undefined) return left.pre === undefined && right.pre !== undefined;
  return left.pre.localeCompare(right.pre, "en", { numeric: true }) > 0;
}

function parts(version: string): { readonly numbers: readonly number[]; readonly pre: string | undefined } | undefined {
  const [, numbers, pre] = /^(\d+\.\d+\.\d+)(?:-([\w.-]+))?(?:\+.*)?$/.exec(version) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split(".").map(Number), pre };
}
