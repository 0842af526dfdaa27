/** Statements about types that only the type-checker judges. */

/** Whether two types are the same to the letter, `any` and optionality included. */
export type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

/** Compiles only if the types are the same: `same<Left, Right>(true)`. */
export function same<Left, Right>(verdict: Same<Left, Right>): void {
  void verdict;
}

/** Compiles only if each type can be given where the other is wanted. */
export function interchangeable<Left extends Right, Right extends Intermediate, Intermediate = Left>(): void {}
