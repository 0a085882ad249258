import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import type { SpendCost } from '@/components/paid-work/spend-form'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { emptyValues, type FormValues, valuesOf } from '@/components/valuations/form-values'
import { ValuationForm } from '@/components/valuations/valuation-form'
import { isRefusal } from '@/lib/core/errors'
import { quote } from '@/lib/metering/metered'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { valuationDays } from '@/lib/valuations/check-request'
import { getValuation } from '@/lib/valuations/get-valuation'
import type { Membership } from '@/lib/workspaces/members/membership'
import { createValuation } from '../actions'

export const metadata: Metadata = { title: 'New valuation' }

export default async function NewValuationPage({ searchParams }: PageProps<'/valuations/new'>) {
  const workspace = await requireWorkspace()
  const from = z.uuid().safeParse((await searchParams).from).data
  const [records, days, cost] = await Promise.all([listRecordedAreas(), valuationDays(), costOf(workspace)])
  return (
    <>
      <PageHeader
        title="New valuation"
        description="Enter a home’s location and details to estimate its value from nearby sales."
      />
      {days && records ? (
        <ValuationForm
          action={createValuation}
          requestId={randomUUID()}
          areas={records.areas}
          days={days}
          initial={from ? await earlier(workspace, from, days.to) : emptyValues(days.to)}
          cost={cost}
          timeZone={workspace.timeZone}
        />
      ) : (
        <Alert title="No sales data yet">
          Valuations are based on recorded sales. You can create one as soon as sales data is available.
        </Alert>
      )}
    </>
  )
}

/** The details of an earlier valuation, to edit. Falls back to an empty form if it is not in this workspace. */
async function earlier(workspace: Membership, id: string, latest: string): Promise<FormValues> {
  try {
    const { home, label, valuedOn } = await getValuation(workspace, id)
    return valuesOf(home, label, valuedOn)
  } catch (error) {
    if (isRefusal(error, 'not-found')) return emptyValues(latest)
    throw error
  }
}

async function costOf(workspace: Membership): Promise<SpendCost> {
  const [price, { nextStep }] = await Promise.all([
    quote(workspace, 'valuation.instant'),
    summaryOf(workspace),
  ])
  return { quote: price, nextStep }
}
