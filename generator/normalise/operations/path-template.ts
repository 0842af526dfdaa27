/** Turns a path template and the path parameters that are declared for it into ones that fit each other. */

import { pointerTo } from "../../diagnostics.js";
import type { Context } from "../context.js";
import { at, atKey, type Node } from "../node.js";
import { nearest } from "../suggest.js";
import type { Parameter } from "../types.js";

/** What stands in a pair of braces. */
export interface TemplateVariable {
  readonly name: string;
  /** As RFC 6570 decorates it (`{.name}`, `{;name}`): nothing of OpenAPI, but plain. */
  readonly style?: "label" | "matrix";
  /** `{name*}`. */
  readonly explode?: true;
}

/** A template whose braces hold nothing but names, and its variables, each once, in order. */
export interface PathTemplate {
  /** Without query and fragment. */
  readonly path: string;
  /** Pairs of the query that stands in the path, as written; those that only name a parameter are left out. */
  readonly query: readonly string[];
  /** Parameters that stand in that query, as the path calls them, and the names of their pairs. */
  readonly inQuery: ReadonlyMap<string, string>;
  readonly variables: readonly TemplateVariable[];
  /** The parts as written that said more than a name, or other than a parameter of the path. */
  readonly decorated: readonly string[];
}

/** Reads a template such as `/pets/{petId}/photos` (OpenAPI 3.1 §4.8.2.1); as text, what is wrong with it. */
export function readPathTemplate(written: string): PathTemplate | string {
  const outside = written.replaceAll(/\{[^{}]*\}/g, "");
  if (outside.includes("{")) return "a brace is not closed";
  if (outside.includes("}")) return "a brace is closed that is not open";
  const [, path = "", search = ""] = /^((?:\{[^{}]*\}|[^?#])*)(?:\?([^#]*))?/.exec(written) ?? [];
  const variables = new Map<string, TemplateVariable>();
  const decorated: string[] = [];
  const plain = path.replaceAll(/\{([^{}]*)\}/g, (written: string, inner: string) => {
    const [, mark = "", name = "", star = ""] = /^([.;/?&+#]?)(.*?)(\*?)$/.exec(inner) ?? [];
    if (mark !== "" || star !== "") decorated.push(written);
    // An expression of the query: what it names are parameters of the query.
    if (mark === "?" || mark === "&") return "";
    const style = mark === "." ? "label" : mark === ";" ? "matrix" : undefined;
    if (!variables.has(name)) variables.set(name, { name, ...(style && { style }), ...(star && { explode: true }) });
    return `${mark === "/" ? "/" : ""}{${name}}`;
  });
  if (variables.has("")) return "there is no name between the braces";
  return { path: plain, ...readQuery(search), variables: [...variables.values()], decorated };
}

/** A query in a path: pairs that are always the same, and pairs that name a parameter (`type={type}`). */
function readQuery(search: string): Pick<PathTemplate, "query" | "inQuery"> {
  const query: string[] = [];
  const inQuery = new Map<string, string>();
  for (const pair of search.split("&").filter((one) => one !== "")) {
    const [, key = "", name = ""] = /^(?:([^=]*)=)?\{[?&]?([^{}]*?)\*?\}$/.exec(pair) ?? [];
    if (name === "") query.push(encodeURI(pair).replaceAll(/%25(?=[\da-f]{2})/gi, "%"));
    else for (const one of name.split(",")) inQuery.set(one, key === "" ? one : key);
  }
  return { query, inQuery };
}

/**
 * Fits the parameters of an operation, which stands at `node`, to the template of its path: a path parameter that isn't in
 * the template is left out, and one that only the template names is a text, required unless it is in the query. Each is a
 * warning.
 */
export function fitParameters(
  node: Node,
  template: PathTemplate,
  parameters: readonly Parameter[],
  context: Context,
): readonly Parameter[] {
  const inQuery = (parameter: Parameter): Parameter | undefined => queryParameter(parameter, template);
  const declared = parameters.filter((parameter) => parameter.in === "path" && !inQuery(parameter));
  const unsaid = undeclaredInQuery(template, parameters);
  if (parameters.every((one) => one.in !== "path") && template.variables.length + unsaid.length === 0)
    return parameters;
  const meant = new Map<Parameter, TemplateVariable>();
  for (const parameter of declared) {
    const variable = variableMeant(parameter.name, template.variables, declared);
    if (variable) meant.set(parameter, variable);
    else reportExtra(parameter, template, context);
  }
  const taken = new Set([...meant.values()].map(({ name }) => name));
  const missing = template.variables.filter(({ name }) => !taken.has(name));
  return [
    ...parameters.flatMap((parameter) => {
      if (parameter.in !== "path") return [parameter];
      const moved = inQuery(parameter);
      if (moved) return [moved];
      const variable = meant.get(parameter);
      return variable ? [decorate(parameter, variable)] : [];
    }),
    ...missing.map((variable) => undeclared(variable, node, template, context)),
    ...unsaid.map(([variable, name]): Parameter => {
      const parameter = undeclared({ name: variable }, node, template, context);
      return { ...parameter, name, in: "query", required: false, style: "form", explode: true };
    }),
  ];
}

/** What only the query in the path names, and the names of their pairs. */
function undeclaredInQuery({ inQuery, variables }: PathTemplate, parameters: readonly Parameter[]) {
  return [...inQuery].filter(([variable, name]) => {
    const isDeclared = parameters.some((one) => one.name === (one.in === "path" ? variable : name));
    return !isDeclared && !variables.some((one) => one.name === variable);
  });
}

/** A path parameter that stands in the query of the path is one of the query. */
function queryParameter(parameter: Parameter, { inQuery, variables }: PathTemplate): Parameter | undefined {
  const name = parameter.in === "path" ? inQuery.get(parameter.name) : undefined;
  if (name === undefined || variables.some((variable) => variable.name === parameter.name)) return undefined;
  return { ...parameter, in: "query", name, style: "form" };
}

function variableMeant(
  name: string,
  variables: readonly TemplateVariable[],
  declared: readonly Parameter[],
): TemplateVariable | undefined {
  const exact = variables.find((variable) => variable.name === name);
  if (exact) return exact;
  const bare = name.replaceAll(/^[.;{]|[*}]$/g, "").toLowerCase();
  const near = variables.filter((variable) => variable.name.toLowerCase() === bare);
  const [only] = near;
  const isFree = near.length === 1 && !declared.some((parameter) => parameter.name === only?.name);
  return isFree ? only : undefined;
}

function decorate(parameter: Parameter, { name, style, explode }: TemplateVariable): Parameter {
  return {
    ...parameter,
    name,
    ...(style && parameter.style === "simple" && { style }),
    ...(explode && { explode }),
  };
}

function reportExtra(parameter: Parameter, { path, variables }: PathTemplate, { report }: Context): void {
  const near = nearest(
    parameter.name,
    variables.map(({ name }) => name),
  );
  const help = near === undefined ? "Add it to the path, or remove it." : `Did you mean \`${near}\`?`;
  const message = `The path parameter \`${parameter.name}\` is not in the path \`${path}\`; it is ignored.`;
  report.warn("CW2301", message, parameter.at, help);
}

function undeclared(variable: TemplateVariable, node: Node, { path }: PathTemplate, context: Context): Parameter {
  const { report, references } = context;
  const { name, style = "simple", explode = false } = variable;
  const help = `Declare a parameter \`${name}\` with \`in: path\` and \`required: true\`.`;
  const message = `\`{${name}}\` in the path \`${path}\` is no parameter of the operation; it is taken as a text.`;
  report.warn("CW2301", message, atKey(node), help);
  return {
    name,
    in: "path",
    required: true,
    deprecated: false,
    style,
    explode,
    allowReserved: false,
    schema: { id: pointerTo(`${references.idOf(node)}/parameters`, name), at: at(node), types: ["string"] },
    examples: [],
    at: atKey(node),
  };
}
