import { expect, test } from 'vitest'
import { languageModel } from './language-model'
import { priceMicroUsd } from './record-call'

test('priceMicroUsd multiplies tokens by dollars per million', () => {
  const price = { inputUsd: 0.25, outputUsd: 2 }
  expect(priceMicroUsd(price, { inputTokens: 1_000, outputTokens: 500 })).toBe(1_250)
  expect(priceMicroUsd(price, { outputTokens: 500 })).toBe(1_000)
  expect(priceMicroUsd(price, {})).toBeNull()
  expect(priceMicroUsd(null, { inputTokens: 1_000 })).toBeNull()
})

test('languageModel takes the price of the model from the settings', () => {
  const AI_TOKEN_PRICES = [{ model: 'llama4', inputUsd: 1, outputUsd: 3 }]
  const priced = (AI_MODEL: string) =>
    languageModel({ OPENAI_API_KEY: 'key', AI_MODEL, AI_TOKEN_PRICES }).price
  expect(priced('llama4')).toMatchObject({ inputUsd: 1, outputUsd: 3 })
  expect(priced('another')).toBeNull()
})
