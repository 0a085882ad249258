import type { Deprecation, Operation } from './operation'
import { calendarOperations } from './products/calendar/operations'
import { campaignOperations } from './products/campaigns/operations'
import { contactOperations } from './products/contacts/operations'
import { feedOperations } from './products/feeds/operations'
import { imageOperations } from './products/images/operations'
import { reportOperations } from './products/reports/operations'
import { templateOperations } from './products/templates/operations'
import { valuationOperations } from './products/valuations/operations'
import {
  CaptureBody,
  ChargeBody,
  HoldBody,
  HoldPath,
  NoInput,
  QuoteQuery,
  StatementQuery,
  UsageQuery,
} from './requests/inputs'

/** The operations of every product. */
const productOperations = {
  ...reportOperations,
  ...valuationOperations,
  ...imageOperations,
  ...feedOperations,
  ...campaignOperations,
  ...contactOperations,
  ...templateOperations,
  ...calendarOperations,
}

export type { Deprecation, Operation }

/** All API operations. The document is generated from them, and tests compare the routes with them. */
export const operations = {
  balance: {
    method: 'GET',
    path: '/balance',
    scope: 'credits.read',
    summary: 'Get the balance and the plan, or usage limits on limits plans',
    input: NoInput,
    response: 'Balance',
  },
  rateCard: {
    method: 'GET',
    path: '/rate-card',
    scope: 'credits.read',
    summary: 'Get the current price of each action',
    input: NoInput,
    response: 'RateCard',
  },
  quote: {
    method: 'GET',
    path: '/quote',
    scope: 'credits.read',
    summary: 'Get the price of an action for this workspace',
    input: QuoteQuery,
    response: 'Quote',
  },
  statement: {
    method: 'GET',
    path: '/statement',
    scope: 'credits.read',
    summary: 'List ledger entries, newest first; paginate with `before`',
    input: StatementQuery,
    response: 'Statement',
  },
  usage: {
    method: 'GET',
    path: '/usage',
    scope: 'credits.read',
    summary: 'Get the usage of a billing cycle by day, action, member and feature',
    input: UsageQuery,
    response: 'Usage',
  },
  charge: {
    method: 'POST',
    path: '/charges',
    scope: 'credits.spend',
    summary: 'Charge for finished work',
    input: ChargeBody,
    response: 'Hold',
    keyed: true,
  },
  hold: {
    method: 'POST',
    path: '/holds',
    scope: 'credits.spend',
    summary: 'Hold the price of work before it starts',
    input: HoldBody,
    response: 'Hold',
    keyed: true,
  },
  readHold: {
    method: 'GET',
    path: '/holds/{id}',
    // A key only sees its own holds, and only keys with this scope can open holds.
    scope: 'credits.spend',
    summary: 'Get a hold opened by this key',
    input: HoldPath,
    response: 'Hold',
  },
  capture: {
    method: 'POST',
    path: '/holds/{id}/capture',
    scope: 'credits.spend',
    summary: 'Capture the delivered units of a hold opened by this key; the rest is released',
    input: CaptureBody,
    response: 'Hold',
  },
  release: {
    method: 'POST',
    path: '/holds/{id}/release',
    scope: 'credits.spend',
    summary: 'Release a hold opened by this key, so failed work costs nothing',
    input: HoldPath,
    response: 'Hold',
  },
  ...productOperations,
} satisfies Record<string, Operation>
