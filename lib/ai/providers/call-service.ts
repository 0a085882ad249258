import { APICallError } from 'ai'
import type { CallFault } from '../call-outcome'

/** A service with an OpenAI-compatible API, and the model to use. */
export type Service = { apiKey: string; baseUrl: string; modelId: string; timeLimitMs?: number }

type ServiceRequest = { path: string; body: string | FormData; signal: AbortSignal | undefined }

/** Time limit of one call. */
const TIME_LIMIT_MS = 90_000
/** How much of an answer an error contains. */
const LONGEST_QUOTED = 500

/**
 * Sends a request and returns the answer as plain data.
 * @throws APICallError with its fault and whether a retry may help. It never contains the prompt or the key, because it is
 * logged.
 */
export async function callService(service: Service, request: ServiceRequest): Promise<unknown> {
  const { apiKey, baseUrl, modelId, timeLimitMs = TIME_LIMIT_MS } = service
  const { path, body, signal } = request
  const url = `${baseUrl}${path}`
  const limit = AbortSignal.timeout(timeLimitMs)
  let response: Response | undefined
  let text: string
  const failed = (message: string, fault: CallFault | null, answerText = '', cause?: unknown) =>
    new APICallError({
      message,
      url,
      requestBodyValues: { model: modelId },
      ...(response && { statusCode: response.status, responseHeaders: Object.fromEntries(response.headers) }),
      responseBody: answerText.slice(0, LONGEST_QUOTED),
      cause,
      // For an error status, the SDK decides whether to retry.
      ...(fault && { data: { fault }, isRetryable: fault === 'unreachable' || fault === 'truncated' }),
    })
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      },
      body,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    text = await response.text()
  } catch (error) {
    if (limit.aborted || signal?.aborted) throw error
    if (response)
      throw failed(
        'the AI service closed the connection before its answer was complete',
        'truncated',
        '',
        error,
      )
    throw failed('the AI service could not be reached', 'unreachable', '', error)
  }
  if (!response.ok) throw failed(`the AI service answered ${response.status}`, null, text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw failed("the AI service's answer is not JSON", 'malformed', text, error)
  }
}

/** For an answer that is JSON but does not have the expected fields. */
export const unexpectedAnswerError = (
  { baseUrl, modelId }: Service,
  path: string,
  answer: unknown,
): APICallError =>
  new APICallError({
    message: "the AI service's answer does not have the expected fields",
    url: `${baseUrl}${path}`,
    requestBodyValues: { model: modelId },
    responseBody: JSON.stringify(answer)?.slice(0, LONGEST_QUOTED) ?? '',
    isRetryable: false,
    data: { fault: 'malformed' satisfies CallFault },
  })
