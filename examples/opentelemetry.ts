/** A span for each attempt of a call, by a middleware of the application's own. The recipe in `docs/recipes` shows it. */

import { createClient, type Middleware, type SyllableSDKOptions } from "@clientwright/syllable";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("billing-client");

const traced: Middleware = (request, next) =>
  tracer.startActiveSpan(request.operation, { kind: SpanKind.CLIENT }, async (span) => {
    const { origin, pathname } = new URL(request.url);
    span.setAttributes({
      "http.request.method": request.method,
      "url.full": request.redact(origin + pathname),
      "http.request.resend_count": request.attempt - 1,
    });
    const headers = { ...request.headers };
    propagation.inject(context.active(), headers);
    try {
      const response = await next({ ...request, headers });
      span.setAttribute("http.response.status_code", response.status);
      if (response.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      return response;
    } catch (error) {
      // The client's errors hold no credentials, and neither do their causes.
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });

/** A client whose attempts are traced. */
export function tracedClient(options: SyllableSDKOptions): ReturnType<typeof createClient> {
  return createClient({ ...options, middleware: [traced] });
}
