import { X } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/buttons/button'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Table, Td, Th } from '@/components/ui/table'
import type { BalanceExplanation } from '@/lib/billing/statement/explain/balance-explanation'
import { formatDate, formatDateTime, formatNumber, formatSigned } from '@/lib/core/text/format'
import type { SpendingLimitChange } from '@/lib/spending-limits/spending-limit-changes'
import { LimitChangeList } from '../spending-limits/limit-change-list'

type ExplanationCardProps = {
  explanation: BalanceExplanation
  /** Changes of spending limits in the cycle. */
  limitChanges?: SpendingLimitChange[]
  timeZone: string
  /** The requested day; null: now. */
  day: string | null
  title: string
  closeHref: string
  /** The page that explains another day, and the query parameters it keeps. */
  page: { path: string; query?: Record<string, string> }
}

/** How the balance was calculated: every credit of the cycle added up, and the parts of what is left. */
export function ExplanationCard(props: ExplanationCardProps) {
  const { explanation, limitChanges = [], timeZone, day, title, closeHref, page } = props
  const { at, balanceCredits, cycle } = explanation
  return (
    <Card id="explain" aria-labelledby="explain-title">
      <CardHeader
        id="explain-title"
        title={day ? `How the balance of ${formatNumber(balanceCredits)} was calculated` : title}
        description={`As of ${formatDateTime(at, timeZone)}`}
        action={
          <Link
            href={closeHref}
            scroll={false}
            aria-label="Close the explanation"
            className={buttonClass({ variant: 'ghost', size: 'icon' })}
          >
            <X aria-hidden="true" />
          </Link>
        }
      />
      {cycle ? (
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[3fr_2fr]">
          <Changes explanation={explanation} since={cycle.startsAt} timeZone={timeZone} />
          <div className="grid content-start gap-4 text-sm">
            <Parts explanation={explanation} />
            <Lots lots={explanation.lots} timeZone={timeZone} />
            <Running explanation={explanation} timeZone={timeZone} />
            {limitChanges.length > 0 && (
              <div className="border-t border-line pt-3">
                <LimitChangeList
                  title="Spending limits changed this cycle"
                  changes={limitChanges}
                  timeZone={timeZone}
                />
              </div>
            )}
          </div>
        </div>
      ) : (
        <p className="text-sm text-muted">There were no credits yet.</p>
      )}
      <form
        method="get"
        action={`${page.path}#explain`}
        className="mt-6 flex flex-wrap items-end gap-3 border-t border-line pt-4"
      >
        {Object.entries(page.query ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label="Balance at the end of" className="w-48">
          <Input type="date" name="explain" required defaultValue={day ?? ''} />
        </Field>
        <Button type="submit" variant="secondary">
          Show
        </Button>
      </form>
    </Card>
  )
}

type ExplanationProps = { explanation: BalanceExplanation; timeZone: string }

function Changes({ explanation, since, timeZone }: ExplanationProps & { since: string }) {
  const { changes, openingCredits, balanceCredits } = explanation
  return (
    <Table>
      <caption className="sr-only">Activity this cycle</caption>
      <thead>
        <tr>
          <Th>Since {formatDate(since, timeZone)}</Th>
          <Th className="text-right">Count</Th>
          <Th className="text-right">Credits</Th>
        </tr>
      </thead>
      <tbody>
        {openingCredits > 0 && (
          <tr>
            <Td>Opening balance</Td>
            <Td />
            <Td className="text-right">{formatSigned(openingCredits)}</Td>
          </tr>
        )}
        {changes.map(({ what, rateVersion, times, credits }) => (
          <tr key={`${what} ${rateVersion}`}>
            <Td>
              {what}
              {rateVersion !== null && <span className="text-muted"> · rate card {rateVersion}</span>}
            </Td>
            <Td className="text-right text-muted">{formatNumber(times)}</Td>
            <Td className="text-right">{formatSigned(credits)}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td>Balance</Td>
          <Td />
          <Td className="text-right">{formatNumber(balanceCredits)}</Td>
        </tr>
      </tfoot>
    </Table>
  )
}

function Parts({ explanation: { parts } }: Pick<ExplanationProps, 'explanation'>) {
  return (
    <section aria-labelledby="explain-parts">
      <h3 id="explain-parts" className="mb-3 font-semibold">
        Balance breakdown
      </h3>
      <dl className="grid gap-2">
        {parts.map(({ what, credits }) => (
          <div key={what} className="flex justify-between gap-4">
            <dt className="text-muted">{what}</dt>
            <dd className="font-medium">{formatNumber(credits)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const list = 'grid gap-1 border-t border-line pt-3 text-muted'

function Lots({ lots, timeZone }: Pick<BalanceExplanation, 'lots'> & { timeZone: string }) {
  if (lots.length === 0) return null
  return (
    <ul className={list}>
      {lots.map(({ seq, what, leftCredits, grantedAt, endsAt }) => (
        <li key={seq}>
          {formatNumber(leftCredits)} left from {what}, {formatDate(grantedAt, timeZone)}
          {endsAt ? `, expires ${formatDate(endsAt, timeZone)}` : ''}
        </li>
      ))}
    </ul>
  )
}

function Running({ explanation: { running, moreRunning }, timeZone }: ExplanationProps) {
  if (running.length === 0) return null
  return (
    <ul className={list}>
      {running.map(({ id, what, who, credits, since, href }) => (
        <li key={id}>
          {href ? (
            <Link href={href} className="text-brand-ink underline underline-offset-3">
              {what}
            </Link>
          ) : (
            what
          )}{' '}
          by {who}: {formatNumber(credits)} held since {formatDateTime(since, timeZone)}
        </li>
      ))}
      {moreRunning > 0 && <li>and {formatNumber(moreRunning)} more</li>}
    </ul>
  )
}
