import { APICallError } from 'ai'
import type { CallFault } from './call-outcome'

/** A service that speaks OpenAI's language, and the model that is asked of it. */
export type Service = { apiKey: string; baseUrl: string; modelId: string; timeLimitMs?: number }

type Question = { path: string; body: string | FormData; signal: AbortSignal | undefined }

/** Of one call; beyond it nobody waits. */
const TIME_LIMIT_MS = 90_000
/** Of an answer in an error: enough to see what was meant. */
const LONGEST_SAID = 500

/**
 * Posts a question and gives the answer as plain data.
 * @throws APICallError with its fault, and whether it may pass; never with the question or the key, since it ends in logs
 */
export async function callService(service: Service, question: Question): Promise<unknown> {
  const { apiKey, baseUrl, modelId, timeLimitMs = TIME_LIMIT_MS } = service
  const { path, body, signal } = question
  const url = `${baseUrl}${path}`
  const limit = AbortSignal.timeout(timeLimitMs)
  let response: Response | undefined
  let text: string
  const failed = (message: string, fault: CallFault | null, said = '', cause?: unknown) =>
    new APICallError({
      message,
      url,
      requestBodyValues: { model: modelId },
      ...(response && { statusCode: response.status, responseHeaders: Object.fromEntries(response.headers) }),
      responseBody: said.slice(0, LONGEST_SAID),
      cause,
      // What a status says for itself stays as the SDK reads it.
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
      throw failed("the model's service broke off in the middle of its answer", 'truncated', '', error)
    throw failed("the model's service could not be reached", 'unreachable', '', error)
  }
  if (!response.ok) throw failed(`the model's service answered ${response.status}`, null, text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw failed("the model's service answered with something else than JSON", 'malformed', text, error)
  }
}

/** For an answer that is JSON, but not what was asked for. */
export const unexpectedAnswerError = (
  { baseUrl, modelId }: Service,
  path: string,
  answer: unknown,
): APICallError =>
  new APICallError({
    message: "the model's service answered with something else than what was asked for",
    url: `${baseUrl}${path}`,
    requestBodyValues: { model: modelId },
    responseBody: JSON.stringify(answer)?.slice(0, LONGEST_SAID) ?? '',
    isRetryable: false,
    data: { fault: 'malformed' satisfies CallFault },
  })
