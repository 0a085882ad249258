import type { z } from 'zod'
import type { ApiScope } from '@/db/schema/people/api-keys'
import type { AnswerName } from './answers'
import {
  CaptureBody,
  ChargeBody,
  HoldBody,
  HoldPath,
  Nothing,
  QuoteQuery,
  StatementQuery,
  UsageQuery,
} from './inputs'

export type Operation = {
  method: 'GET' | 'POST'
  path: string
  scope: ApiScope
  summary: string
  input: z.ZodObject
  answer: AnswerName
  keyed?: boolean
}

/** Everything the API can do: what its document is made of, and its routes are held against. */
export const operations = {
  balance: {
    method: 'GET',
    path: '/balance',
    scope: 'credits.read',
    summary: 'The balance, the plan, and in limits mode the three meters',
    input: Nothing,
    answer: 'Balance',
  },
  rateCard: {
    method: 'GET',
    path: '/rate-card',
    scope: 'credits.read',
    summary: 'What each action costs now',
    input: Nothing,
    answer: 'RateCard',
  },
  quote: {
    method: 'GET',
    path: '/quote',
    scope: 'credits.read',
    summary: 'What an action would cost this workspace now',
    input: QuoteQuery,
    answer: 'Quote',
  },
  statement: {
    method: 'GET',
    path: '/statement',
    scope: 'credits.read',
    summary: 'The entries of the ledger, newest first; read on with `before`',
    input: StatementQuery,
    answer: 'Statement',
  },
  usage: {
    method: 'GET',
    path: '/usage',
    scope: 'credits.read',
    summary: 'What a cycle used, by day, action, member and feature',
    input: UsageQuery,
    answer: 'Usage',
  },
  charge: {
    method: 'POST',
    path: '/charges',
    scope: 'credits.spend',
    summary: 'Charges for work that is done',
    input: ChargeBody,
    answer: 'Hold',
    keyed: true,
  },
  hold: {
    method: 'POST',
    path: '/holds',
    scope: 'credits.spend',
    summary: 'Sets the price of work aside before it starts',
    input: HoldBody,
    answer: 'Hold',
    keyed: true,
  },
  readHold: {
    method: 'GET',
    path: '/holds/{id}',
    // A key sees its own holds alone, and only a key that spends has any.
    scope: 'credits.spend',
    summary: 'What became of a hold that this key opened',
    input: HoldPath,
    answer: 'Hold',
  },
  capture: {
    method: 'POST',
    path: '/holds/{id}/capture',
    scope: 'credits.spend',
    summary: 'Pays for the units that were delivered, of a hold that this key opened; the rest goes back',
    input: CaptureBody,
    answer: 'Hold',
  },
  release: {
    method: 'POST',
    path: '/holds/{id}/release',
    scope: 'credits.spend',
    summary: 'Gives a hold back that this key opened: failed work costs nothing',
    input: HoldPath,
    answer: 'Hold',
  },
} satisfies Record<string, Operation>
