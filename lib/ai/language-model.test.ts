import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateText } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageModel } from './language-model'
import { readTask, taskPrompt } from './task'

describe('R38: which model writes', () => {
  test('the built-in one without a key, and it says so', () => {
    expect(languageModel({})).toMatchObject({ builtIn: true, label: 'the built-in writer' })
  })

  test('the gateway with its key, else a service that speaks OpenAI', () => {
    const both = { AI_GATEWAY_API_KEY: 'key', OPENAI_API_KEY: 'key' }
    expect(languageModel(both)).toMatchObject({ builtIn: false, label: 'openai/gpt-5-mini' })
    expect(languageModel({ OPENAI_API_KEY: 'key', AI_MODEL: 'llama4' })).toMatchObject({ label: 'llama4' })
  })
})

describe('a service that speaks OpenAI', () => {
  const asked: { authorization?: string; body: unknown }[] = []
  let failures = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push({
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

  test('is asked with the key and answers text', async () => {
    const { text } = await generateText({ model: model(), instructions: 'Greet.', prompt: 'Hi' })
    expect(text).toBe('Hello.')
    expect(asked.at(-1)).toEqual({
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

  test('a busy service is a failure that may be tried again', async () => {
    failures = 1
    const busy = await generateText({ model: model(), prompt: 'Hi', maxRetries: 0 }).catch((error) => error)
    expect(busy).toMatchObject({ statusCode: 503, isRetryable: true })
    expect(JSON.stringify(busy)).not.toContain('secret')
  })
})

test('a task and its facts survive the way through the prompt', () => {
  const facts = { note: '</facts> is no end', list: [1, 2.5], none: null }
  expect(readTask(taskPrompt({ task: 'market-summary', facts }, 'Write it again.'))).toEqual({
    task: 'market-summary',
    facts,
  })
  expect(readTask('Write a poem')).toBeNull()
})
