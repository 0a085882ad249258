'use client'

import { useState } from 'react'
import { MadeBefore } from '@/components/paid-work/made-before'
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

type Props = {
  action: FormAction
  /** Names the first thing asked with this form (R12). */
  requestId: string
  areas: RecordedArea[]
  records: PeriodChoice
  initialPeriod: PeriodChoice
  cost: SpendCost
  /** Fewer sales than this give no median. */
  fewestSales: number
  timeZone: string
}

export function ReportForm(props: Props) {
  const { action, requestId, areas, records, initialPeriod, cost, fewestSales, timeZone } = props
  const spend = useSpend(action, cost)
  const [asked, setAsked] = useState({ id: requestId, choice: nothingChosen, period: initialPeriod })
  const chosen = areaOf(asked.choice)
  const areaText = 'area' in chosen ? JSON.stringify(chosen.area) : null
  const salesCount = useSalesCount(areaText, asked.period)
  const earlier = salesCount.state === 'known' ? salesCount.earlier : null

  // Another choice is another report: it gets a name of its own, and a second click on the same one does not.
  const choose = ({ choice, period }: { choice?: Partial<AreaChoice>; period?: PeriodChoice }) =>
    setAsked((before) => ({
      id: crypto.randomUUID?.() ?? before.id,
      choice: { ...before.choice, ...choice },
      period: period ?? before.period,
    }))

  const missing =
    ('missing' in chosen ? chosen.missing : null) ?? choiceObstacle(asked.period, salesCount, fewestSales)
  const errors = spend.failure?.fieldErrors
  return (
    <Form form={spend.form}>
      <Card className="grid max-w-4xl gap-6">
        <input type="hidden" name="area" value={areaText ?? ''} />
        <AreaFields
          areas={areas}
          value={asked.choice}
          onChange={(choice) => choose({ choice })}
          error={errors?.area}
        />
        <PeriodFields
          records={records}
          value={asked.period}
          onChange={(period) => choose({ period })}
          errors={errors}
        />
        <p role="status" className="min-h-10 text-sm sm:min-h-5">
          {countWords(salesCount, fewestSales)}
        </p>
        {earlier && (
          <MadeBefore
            earlier={earlier}
            name="report"
            href={`/reports/${earlier.id}`}
            credits={spend.cost.quote.credits}
            timeZone={timeZone}
          />
        )}
        <SpendFooter
          spend={spend}
          id={asked.id}
          name="report"
          missing={missing}
          button={earlier ? 'Generate again' : 'Generate report'}
          again="Generate"
          size="lg"
          className="border-t border-line pt-5"
        />
      </Card>
    </Form>
  )
}

function choiceObstacle(period: PeriodChoice, count: SalesCount, fewestSales: number): string | null {
  if (!period.from || !period.to || period.to <= period.from)
    return 'Choose a period that ends after it begins.'
  if (count.state === 'known' && count.salesCount < fewestSales) return 'There is too little to report on.'
  return null
}

function countWords(count: SalesCount, fewestSales: number): React.ReactNode {
  if (count.state === 'none') return null
  if (count.state === 'loading') return <span className="text-muted">Counting the sales …</span>
  if (count.state === 'failed') {
    return (
      <span className="text-muted">
        The sales could not be counted just now. The report may still be made.
      </span>
    )
  }
  if (count.salesCount === 0) {
    return 'Nothing was sold here in this period. Choose a longer period or another area.'
  }
  if (count.salesCount < fewestSales) {
    return `Only ${countOf(count.salesCount, 'sale')}, and a typical price takes at least ${fewestSales}. Choose a longer period or a larger area.`
  }
  return (
    <>
      The report will rest on <strong className="font-semibold">{countOf(count.salesCount, 'sale')}</strong>.
    </>
  )
}
