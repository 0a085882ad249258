import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { Td, Th } from '@/components/ui/table'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { formatMoney, formatNumber } from '@/lib/core/text/format'
import { coversText } from '../balance/outlook-labels'
import { type ComparedPlan, creditPriceText, priceOf, rhythmOf } from './plan-labels'

type TableProps = {
  plans: ComparedPlan[]
  interval: BillingInterval
  isCurrent: (plan: ComparedPlan) => boolean
  /** The button of a plan; null for members, who can't change it. */
  action: ((plan: ComparedPlan) => React.ReactNode) | null
}

/** On a phone, the columns between the plan and its price are lines below its name. */
const wide = 'hidden md:table-cell'
const narrow = 'mt-0.5 block text-xs font-normal text-muted md:hidden'

/** Price, credits, price per credit and what they pay for. */
export function CreditPlans({ plans, ...rest }: TableProps) {
  if (plans.length === 0) return null
  return (
    <PlanTable
      caption="Plans with credits"
      heads={['Credits a month', 'Per credit', 'Covers any one of']}
      {...rest}
    >
      {plans.map((plan) => {
        const perCredit = creditPriceText(plan, rest.interval)
        const covers = coversText(plan.covers)
        return (
          <PlanRow
            key={plan.key}
            plan={plan}
            {...rest}
            lines={[`${formatNumber(plan.allowanceCredits)} credits a month, ${perCredit} each`, covers]}
          >
            <Td className={wide}>{formatNumber(plan.allowanceCredits)}</Td>
            <Td className={wide}>{perCredit}</Td>
            <Td className={cn(wide, 'text-muted')}>{covers}</Td>
          </PlanRow>
        )
      })}
    </PlanTable>
  )
}

/** Plans that count reports, emails and contacts instead of credits (R3). */
export function LimitPlans({ plans, ...rest }: TableProps) {
  if (plans.length === 0) return null
  return (
    <section aria-labelledby="limit-plans-title">
      <h3 id="limit-plans-title" className="font-medium">
        Monthly limits instead of credits
      </h3>
      <p className="mb-2 text-sm text-muted">
        A fixed number of reports, emails and contacts each month, with everything else included within fair
        use.
      </p>
      <PlanTable caption="Plans with monthly limits" heads={['Reports', 'Emails', 'New contacts']} {...rest}>
        {plans.map((plan) => {
          const { reports = 0, emails = 0, contacts = 0 } = plan.limits ?? {}
          return (
            <PlanRow
              key={plan.key}
              plan={plan}
              {...rest}
              lines={[
                `${formatNumber(reports)} reports, ${formatNumber(emails)} emails, ${formatNumber(contacts)} contacts`,
              ]}
            >
              <Td className={wide}>{formatNumber(reports)}</Td>
              <Td className={wide}>{formatNumber(emails)}</Td>
              <Td className={wide}>{formatNumber(contacts)}</Td>
            </PlanRow>
          )
        })}
      </PlanTable>
    </section>
  )
}

type PlanTableProps = Pick<TableProps, 'action' | 'interval'> & {
  caption: string
  heads: string[]
  children: React.ReactNode
}

function PlanTable({ caption, heads, action, children }: PlanTableProps) {
  return (
    <table className="w-full border-collapse text-left text-sm md:table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <Th className="md:w-[24%]">Plan</Th>
          <Th className="text-right md:w-[13%] md:text-left">Price</Th>
          {heads.map((head) => (
            <Th key={head} className={wide}>
              {head}
            </Th>
          ))}
          {action && (
            <Th className="w-28 md:w-32">
              <span className="sr-only">Choose</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

type PlanRowProps = Omit<TableProps, 'plans'> & {
  plan: ComparedPlan
  /** What the hidden columns say, on a phone. */
  lines: string[]
  children: React.ReactNode
}

function PlanRow({ plan, interval, isCurrent, action, lines, children }: PlanRowProps) {
  const isMine = isCurrent(plan)
  return (
    <tr className={cn(isMine && 'bg-brand-soft/40')}>
      <th scope="row" className="border-b border-line/70 py-3 pr-3 align-top font-semibold">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {plan.name}
          {isMine && <Badge tone="brand">Your plan</Badge>}
        </span>
        {lines.map((line) => (
          <span key={line} className={narrow}>
            {line}
          </span>
        ))}
      </th>
      <Td className="text-right md:text-left">
        <span className="font-semibold whitespace-nowrap">
          {formatMoney(priceOf(plan, interval), plan.currency)}
        </span>
        <span className="block text-xs text-muted">{rhythmOf(interval)}</span>
      </Td>
      {children}
      {action && <Td className="min-w-26">{action(plan)}</Td>}
    </tr>
  )
}
