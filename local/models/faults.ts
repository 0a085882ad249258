import type { ServerResponse } from 'node:http'

/** Ways a model provider can fail. */
export const faults = {
  /** Never responds; the connection stays open. */
  silent: () => {},
  busy: (response: ServerResponse) => {
    // Retry immediately, so tests don't wait.
    response.setHeader('retry-after-ms', '1')
    sendJson(response, 429, { error: { code: 'rate_limit_exceeded', message: 'Slow down.' } })
  },
  refused: (response: ServerResponse) =>
    sendJson(response, 400, {
      error: { code: 'content_policy_violation', message: 'Rejected by the content policy.' },
    }),
  /** Starts a response and disconnects. */
  'cut-off': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'retry-after-ms': '1' })
    response.write('{"choices":[{"message":{"content":"In 98103, 87 homes sold', () => response.destroy())
  },
  malformed: (response: ServerResponse) => sendJson(response, 200, { answer: 'forty-two' }),
  /** Disconnects without a response. */
  gone: (response: ServerResponse) => response.destroy(),
  'wrong-key': (response: ServerResponse) =>
    sendJson(response, 401, { error: { code: 'invalid_api_key', message: 'Invalid API key.' } }),
  /** A text cut at the model's limit, or invalid image data. */
  'too-long': (response: ServerResponse) =>
    sendJson(response, 200, {
      choices: [{ message: { content: 'In 98103, 87 homes' }, finish_reason: 'length' }],
      data: [{ b64_json: 'aGVsbG8=' }],
      usage: { prompt_tokens: 900, completion_tokens: 4, input_tokens: 900, output_tokens: 4 },
    }),
} satisfies Record<string, (response: ServerResponse) => unknown>

export type Fault = keyof typeof faults
export const faultNames = Object.keys(faults) as Fault[]

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
