import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { changedPainting, completion, painting } from './answers'
import { type Fault, faults, sendJson } from './faults'

export type LocalModels = {
  /** For OPENAI_BASE_URL. */
  baseUrl: string
  /** Requested paths, in order. */
  requests: string[]
  /** Makes the next requests fail, `times` times or forever by default; `null` stops failing. */
  fail(fault: Fault | null, times?: number): void
  close(): Promise<void>
}

/** An OpenAI-compatible service that answers with the built-in models or fails as configured. Loopback only. */
export async function startModels({ port = 0 } = {}): Promise<LocalModels> {
  const requests: string[] = []
  let failing: { fault: Fault; times: number } | null = null
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/v1/, '')
    requests.push(path)
    const body = await bodyOf(request)
    if (failing && failing.times > 0) {
      failing.times -= 1
      faults[failing.fault](response)
      return
    }
    const answer = answers[path]
    if (!answer) return sendJson(response, 404, { error: { message: 'not found' } })
    await answer(body).then(
      (result) => sendJson(response, 200, result),
      (error: Error) => sendJson(response, 400, { error: { message: error.message } }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    fail: (fault, times = Number.POSITIVE_INFINITY) => {
      failing = fault && { fault, times }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answers: Record<string, (body: Response) => Promise<object>> = {
  '/chat/completions': async (body) => completion(await body.json()),
  '/images/generations': async (body) => painting(await body.json()),
  '/images/edits': async (body) => changedPainting(await body.formData()),
}

/** The body as a Response, which can parse JSON and forms. */
async function bodyOf(request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/octet-stream' }
  return new Response(Buffer.concat(chunks), { headers })
}
