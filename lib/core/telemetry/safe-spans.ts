import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { safeText } from '../logging/safe-error'

/** Next and the job queue put URLs and messages of errors into spans. They leave with the redaction of the log. */
export function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(safeSpan), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}

/** The same span, read through the redaction. A span's own fields are getters, so it is not copied. */
function safeSpan(span: ReadableSpan): ReadableSpan {
  const { message } = span.status
  return Object.create(span, {
    name: { value: safeText(span.name) },
    status: { value: message === undefined ? span.status : { ...span.status, message: safeText(message) } },
    attributes: { value: safeAttributes(span.attributes) },
    events: {
      value: span.events.map((event) => ({
        ...event,
        ...(event.attributes && { attributes: safeAttributes(event.attributes) }),
      })),
    },
  })
}

/** Values that are secret as a whole: queries contain tokens, and headers cookies. */
const HIDDEN = /^(url\.query|db\.(statement|query\.(text|parameter)).*|http\.(request|response)\.header\..*)$/

function safeAttributes(attributes: Attributes): Attributes {
  const safe: Attributes = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (HIDDEN.test(name)) continue
    safe[name] = typeof value === 'string' ? safeText(value) : value
  }
  return safe
}
