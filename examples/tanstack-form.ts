/** A form that is judged by a generated validator: TanStack Form takes it as Standard Schema. */

import type { ServiceCreateRequest as Service } from "@clientwright/syllable";
import { ServiceCreateRequest } from "@clientwright/syllable/validators";
import { FormApi } from "@tanstack/form-core";

/** What a form says of one field. */
export interface FieldErrors {
  readonly [field: string]: readonly string[];
}

/** Fills in a form and submits it. Gives what was submitted, or what is wrong with each field. */
export async function submit(values: Service): Promise<{ submitted?: Service; errors: FieldErrors }> {
  let submitted: Service | undefined;
  const form = new FormApi({
    defaultValues: values,
    validators: { onSubmit: ServiceCreateRequest },
    onSubmit: ({ value }) => {
      submitted = value;
    },
  });
  form.mount();
  await form.handleSubmit();
  const found = form.state.errorMap.onSubmit ?? {};
  const errors = Object.entries(found).map(([field, issues]) => {
    const messages = Array.isArray(issues) ? issues.map((issue: { readonly message: string }) => issue.message) : [];
    return [field, messages] as const;
  });
  return { ...(submitted && { submitted }), errors: Object.fromEntries(errors) };
}
