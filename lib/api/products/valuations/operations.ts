import { z } from 'zod'
import { calendarDay } from '@/lib/core/text/input'
import { SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import type { Operation } from '../../operation'
import { ANY_ID, followsForm, IdPath, quotedCredits, saleSetId, WorkListInput } from '../parts'
import { homeFields } from './responses'

const CreateValuation = z
  .object({
    ...homeFields,
    basementSqft: homeFields.basementSqft.default(0),
    yearRenovated: homeFields.yearRenovated.default(0),
    view: homeFields.view.default(0),
    waterfront: homeFields.waterfront.default(false),
    label: z.string().describe('A name, such as the address'),
    valuedOn: calendarDay(),
    saleSetId,
    quotedCredits,
  })
  .superRefine(followsForm(RequestValuationInput, (input) => ({ ...input, id: ANY_ID })))
const ShareValuation = IdPath.extend({ days: z.union(SHARE_DAYS.map((days) => z.literal(days))) })

export const valuationOperations = {
  createValuation: {
    method: 'POST',
    path: '/valuations',
    scope: 'valuations.write',
    summary: 'Create an Instant Valuation; it is charged when its result is stored',
    input: CreateValuation,
    response: 'Valuation',
    keyed: true,
    status: 202,
    example: {
      label: '12 Test Lane',
      zipCode: '98103',
      latitude: 47.664,
      longitude: -122.336,
      livingSqft: 1720,
      basementSqft: 400,
      lotSqft: 3800,
      bedrooms: 3,
      bathrooms: 1.75,
      floors: 1.5,
      yearBuilt: 1925,
      condition: 4,
      grade: 7,
      valuedOn: '2015-04-01',
      quotedCredits: 20,
    },
  },
  listValuations: {
    method: 'GET',
    path: '/valuations',
    scope: 'valuations.read',
    summary: 'List valuations, newest first',
    input: WorkListInput,
    response: 'ValuationList',
  },
  getValuation: {
    method: 'GET',
    path: '/valuations/{id}',
    scope: 'valuations.read',
    summary: 'Get a valuation with its progress, and its estimate and comparables when it is ready',
    input: IdPath,
    response: 'Valuation',
  },
  cancelValuation: {
    method: 'POST',
    path: '/valuations/{id}/cancel',
    scope: 'valuations.write',
    summary: 'Cancel a valuation that is not finished; nothing is charged',
    input: IdPath,
    response: 'Valuation',
  },
  downloadValuation: {
    method: 'GET',
    path: '/valuations/{id}/pdf',
    scope: 'valuations.read',
    summary: 'Download a finished valuation as a PDF',
    input: IdPath,
    response: null,
    file: ['application/pdf'],
    limit: 'pdf',
  },
  shareValuation: {
    method: 'POST',
    path: '/valuations/{id}/share',
    scope: 'valuations.write',
    summary: 'Create a public link to a finished valuation; it replaces the previous link',
    input: ShareValuation,
    response: 'ValuationShare',
    keyed: true,
    status: 201,
    example: { days: 30 },
  },
  unshareValuation: {
    method: 'DELETE',
    path: '/valuations/{id}/share',
    scope: 'valuations.write',
    summary: 'Revoke the public link of a valuation',
    input: IdPath,
    response: 'Valuation',
  },
} satisfies Record<string, Operation>
