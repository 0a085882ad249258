import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateText } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageModel } from './language-model'
import { readTask, taskPrompt } from './task'

describe('R38: languageModel', () => {
  test('returns the built-in writer without a key', () => {
    expect(languageModel({})).toMatchObject({ builtIn: true, label: 'the built-in writer' })
  })

  test('prefers the gateway, then an OpenAI-compatible service', () => {
    const both = { AI_GATEWAY_API_KEY: 'key', OPENAI_API_KEY: 'key' }
    expect(languageModel(both)).toMatchObject({ builtIn: false, label: 'openai/gpt-5-mini' })
    expect(languageModel({ OPENAI_API_KEY: 'key', AI_MODEL: 'llama4' })).toMatchObject({ label: 'llama4' })
  })
})

describe('an OpenAI-compatible service', () => {
  const requests: { authorization?: string; body: unknown }[] = []
  let failures = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    requests.push({
      authorization: request.headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString()),
    })
    if (failures-- > 0) return response.writeHead(503).end('busy')
    const answer = { choices: [{ message: { content: 'Hello.' }, finish_reason: 'stop' }] }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const model = () => {
    const { port } = server.address() as AddressInfo
    return languageModel({ OPENAI_API_KEY: 'secret', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` }).model
  }

  test('receives the key and returns text', async () => {
    const { text } = await generateText({ model: model(), instructions: 'Greet.', prompt: 'Hi' })
    expect(text).toBe('Hello.')
    expect(requests.at(-1)).toEqual({
      authorization: 'Bearer secret',
      body: {
        model: 'gpt-5-mini',
        stream: false,
        messages: [
          { role: 'system', content: 'Greet.' },
          { role: 'user', content: 'Hi' },
        ],
      },
    })
  })

  test('is retryable when it is busy', async () => {
    failures = 1
    const busy = await generateText({ model: model(), prompt: 'Hi', maxRetries: 0 }).catch((error) => error)
    expect(busy).toMatchObject({ statusCode: 503, isRetryable: true })
    expect(JSON.stringify(busy)).not.toContain('secret')
  })
})

test('readTask returns the task and facts of taskPrompt', () => {
  const facts = { note: '</facts> is no end', list: [1, 2.5], none: null }
  expect(readTask(taskPrompt({ task: 'market-summary', facts }, 'Write it again.'))).toEqual({
    task: 'market-summary',
    facts,
  })
  expect(readTask('Write a poem')).toBeNull()
})
