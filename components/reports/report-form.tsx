'use client'

import { useState } from 'react'
import { EarlierWorkNotice } from '@/components/paid-work/earlier-work-notice'
import { type SpendCost, SpendFooter, useSpend } from '@/components/paid-work/spend-form'
import { Card } from '@/components/ui/card'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { countOf } from '@/lib/core/text/format'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import { type AreaChoice, areaOf, nothingChosen } from './area/area-choice'
import { AreaFields } from './area/area-fields'
import { type SalesCount, useSalesCount } from './area/use-sales-count'
import { type PeriodChoice, PeriodFields } from './period/period-fields'
import { type ChosenData, DataProvider, useData } from './sale-set'

type Props = {
  action: FormAction
  /** The id of the first request from this form (R12). */
  requestId: string
  areas: RecordedArea[]
  records: PeriodChoice
  initialPeriod: PeriodChoice
  cost: SpendCost
  /** A report needs at least this many sales. */
  fewestSales: number
  timeZone: string
}

export function ReportForm(props: Props & { data: ChosenData }) {
  return (
    <DataProvider value={props.data}>
      <Fields {...props} />
    </DataProvider>
  )
}

function Fields(props: Props) {
  const { action, requestId, areas, records, initialPeriod, cost, fewestSales, timeZone } = props
  const spend = useSpend(action, cost)
  const data = useData()
  const [draft, setDraft] = useState({ id: requestId, choice: nothingChosen, period: initialPeriod })
  const chosen = areaOf(draft.choice)
  const areaText = 'area' in chosen ? JSON.stringify(chosen.area) : null
  const salesCount = useSalesCount(areaText, draft.period)
  const earlier = salesCount.state === 'known' ? salesCount.value.earlier : null

  // Another choice is another report and gets a new id; a second click on the same choice does not.
  const choose = ({ choice, period }: { choice?: Partial<AreaChoice>; period?: PeriodChoice }) =>
    setDraft((before) => ({
      id: crypto.randomUUID?.() ?? before.id,
      choice: { ...before.choice, ...choice },
      period: period ?? before.period,
    }))

  const missing =
    ('missing' in chosen ? chosen.missing : null) ?? choiceProblem(draft.period, salesCount, fewestSales)
  const errors = spend.failure?.fieldErrors
  return (
    <Form form={spend.form}>
      <Card className="grid max-w-4xl gap-6">
        <input type="hidden" name="saleSetId" value={data.id} />
        <input type="hidden" name="area" value={areaText ?? ''} />
        <AreaFields
          areas={areas}
          value={draft.choice}
          onChange={(choice) => choose({ choice })}
          error={errors?.area}
        />
        <PeriodFields
          records={records}
          value={draft.period}
          onChange={(period) => choose({ period })}
          errors={errors}
        />
        <p role="status" className="min-h-10 text-sm sm:min-h-5">
          {countMessage(salesCount, fewestSales)}
        </p>
        {earlier && (
          <EarlierWorkNotice
            earlier={earlier}
            name="report"
            href={`/reports/${earlier.id}`}
            credits={spend.cost.quote.credits}
            timeZone={timeZone}
          />
        )}
        <SpendFooter
          spend={spend}
          id={draft.id}
          name="report"
          missing={missing}
          button={earlier ? 'Create another report' : 'Create report'}
          again="Create"
          size="lg"
          className="border-t border-line pt-5"
        />
      </Card>
    </Form>
  )
}

function choiceProblem(period: PeriodChoice, count: SalesCount, fewestSales: number): string | null {
  if (!period.from || !period.to || period.to <= period.from)
    return 'Choose an end date after the start date.'
  if (count.state === 'known' && count.value.salesCount < fewestSales) return 'Not enough sales for a report.'
  return null
}

function countMessage(count: SalesCount, fewestSales: number): React.ReactNode {
  if (count.state === 'none') return null
  if (count.state === 'loading') return <span className="text-muted">Counting sales…</span>
  if (count.state === 'failed') {
    return <span className="text-muted">Couldn’t count the sales. You can still create the report.</span>
  }
  if (count.value.salesCount === 0) {
    return 'No homes sold here during this period. Choose a longer period or another area.'
  }
  if (count.value.salesCount < fewestSales) {
    return `Only ${countOf(count.value.salesCount, 'sale')}. A report needs at least ${fewestSales}. Choose a longer period or a larger area.`
  }
  return (
    <>
      Based on <strong className="font-semibold">{countOf(count.value.salesCount, 'sale')}</strong>.
    </>
  )
}
