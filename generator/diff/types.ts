/** What a comparison of two models says: the words between `diff` and whoever reads it. */

import type { InputShape, Pointer } from "../model/types.js";

/** What a release must be called by semantic versioning. */
export type Bump = "major" | "minor" | "patch";

/** One thing that is different for callers. */
export interface Change {
  readonly bump: Bump;
  /** `types`: the compiler shows it where callers must act. `behaviour`: it does not. */
  readonly kind: "types" | "behaviour";
  /** What it is about, as callers write it: `Pet.name`, `pets.list`, `listPets`. */
  readonly subject: string;
  /** What is different: a clause whose subject is {@link subject}. */
  readonly message: string;
  /** Where the document says so: in the new one, or in the old one if it is gone. */
  readonly pointer: Pointer;
  /** Where {@link pointer}, or the property of it that this is about, is written; known to commands, which have the texts. */
  readonly place?: Place;
  /** Functions whose callers it concerns, where those are not all. */
  readonly callers: readonly string[];
  /** What those callers must do; absent: nothing. */
  readonly action?: string;
  /** The member that it is about, and the exported type that has it. */
  readonly member?: { readonly of: string; readonly name: string };
  /** How code that uses it can be rewritten. */
  readonly rewrite?: Rewrite;
}

/** A change that a program can make in callers' code. */
export type Rewrite =
  /** An export of the client has another name. */
  | { readonly kind: "export"; readonly from: string; readonly to: string }
  /** A method is called by another path from the client: `["pets", "list"]`; `of` is the name of the class that has it. */
  | { readonly kind: "method"; readonly of: string; readonly from: readonly string[]; readonly to: readonly string[] }
  /** A member of an input or a model has another name; `of` is the name of the exported type that holds it. */
  | { readonly kind: "member"; readonly of: string; readonly from: string; readonly to: string }
  /** A function, and the method of the class `of` that calls it, take their input in another shape. */
  | {
      readonly kind: "input";
      readonly function: string;
      readonly of: string;
      readonly method: string;
      readonly from: InputShape;
      readonly to: InputShape;
    };

/** A place in a text; line and column count from 1. */
export interface Place {
  /** What a person calls the file: a path relative to the current folder, or a URL. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What changes from one model to another. */
export interface Diff {
  /** Of all changes together; `none` if there are none. */
  readonly bump: Bump | "none";
  /** The gravest first. */
  readonly changes: readonly Change[];
  /** What is sent or expected in another way, without any caller seeing it: `listPets: GET /v1/pets is GET /v2/pets`. */
  readonly wire: readonly string[];
  /** What comes from the generator, if the client is of another version of it; its changes count for {@link bump}. */
  readonly tool?: ToolDiff;
}

/** What regenerating with this version of the generator changes by itself, of an unchanged document. */
export interface ToolDiff {
  /** Version that the client is of. */
  readonly from: string;
  /** Version that compares. */
  readonly to: string;
  readonly changes: readonly Change[];
  /** Why {@link changes} aren't known: a clause about the client. */
  readonly unknown?: string;
}
