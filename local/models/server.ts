import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { changedPainting, completion, painting } from './answers'
import { type Fault, faults, sendJson } from './faults'

export type LocalModels = {
  /** For OPENAI_BASE_URL. */
  baseUrl: string
  /** Paths that were asked, the first one first. */
  asked: string[]
  /** How the next questions fail, so many times; for ever unless said. `null`: they are answered. */
  fail(fault: Fault | null, times?: number): void
  close(): Promise<void>
}

/** A service that speaks OpenAI's language and answers by the built-in models, or fails as it is told. Loopback only. */
export async function startModels({ port = 0 } = {}): Promise<LocalModels> {
  const asked: string[] = []
  let failing: { fault: Fault; times: number } | null = null
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/v1/, '')
    asked.push(path)
    const body = await bodyOf(request)
    if (failing && failing.times > 0) {
      failing.times -= 1
      faults[failing.fault](response)
      return
    }
    const answer = answers[path]
    if (!answer) return sendJson(response, 404, { error: { message: 'not found' } })
    await answer(body).then(
      (said) => sendJson(response, 200, said),
      (error: Error) => sendJson(response, 400, { error: { message: error.message } }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
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

/** The body as a Response, which reads JSON and forms alike. */
async function bodyOf(request: IncomingMessage): Promise<Response> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/octet-stream' }
  return new Response(Buffer.concat(pieces), { headers })
}
