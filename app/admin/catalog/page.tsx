import type { Metadata } from 'next'
import Link from 'next/link'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { TermsForm } from '@/components/operators/catalog/terms-forms'
import { Instant } from '@/components/operators/instant'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { env } from '@/lib/core/settings/env'
import { countOf, formatMoney, formatNumber } from '@/lib/core/text/format'
import { amountOf } from '@/lib/core/text/money'
import {
  type PackVersion,
  type PlanVersion,
  packVersions,
  planVersions,
  type TermsState,
} from '@/lib/operators/catalog/catalog-versions'
import { savePack, savePlan, withdrawOffer } from '../catalog-actions'

export const metadata: Metadata = { title: 'Plans and packs' }

export default async function CatalogPage() {
  await requireOperator()
  const [plans, packs] = await Promise.all([planVersions(), packVersions()])
  return (
    <>
      <PageHeader
        title="Plans and packs"
        description="New terms apply to new subscribers. Existing subscribers keep their terms until they change plans or you move them."
      />
      <div className="grid grid-cols-1 gap-6">
        {plans.map(({ family, name, versions }) => (
          <Card key={family} aria-labelledby={`plan-${family}`}>
            <CardHeader id={`plan-${family}`} title={name} />
            <ul className="mb-5 grid gap-2 text-sm">
              {versions.map((version) => (
                <li key={version.key}>
                  {planSummary(version)} <State state={version.state} from={version.effectiveAt} />{' '}
                  <span className="text-muted">· {countOf(version.subscribers, 'workspace')}</span>
                  {version.state === 'on-sale' && olderSubscribers(versions, version) > 0 && (
                    <>
                      {' '}
                      <Link
                        href={`/admin/catalog/${version.key}`}
                        className="text-brand-ink underline underline-offset-3"
                      >
                        Move subscribers of {name} to these terms
                      </Link>
                    </>
                  )}
                </li>
              ))}
            </ul>
            {versions[0] && <PlanForms name={name} newest={versions[0]} />}
          </Card>
        ))}
        {packs.map(({ family, name, versions }) => (
          <Card key={family} aria-labelledby={`pack-${family}`}>
            <CardHeader id={`pack-${family}`} title={name} />
            <ul className="mb-5 grid gap-2 text-sm">
              {versions.map((version) => (
                <li key={version.key}>
                  {formatNumber(version.credits)} credits for {money(version.priceCents)}{' '}
                  <State state={version.state} from={version.effectiveAt} />
                </li>
              ))}
            </ul>
            {versions[0] && <PackForms name={name} newest={versions[0]} />}
          </Card>
        ))}
      </div>
    </>
  )
}

/** Workspaces still on older terms of this plan. */
function olderSubscribers(versions: PlanVersion[], newest: PlanVersion): number {
  return versions
    .filter(({ effectiveAt }) => effectiveAt < newest.effectiveAt)
    .reduce((count, { subscribers }) => count + subscribers, 0)
}

const money = (cents: number) => formatMoney(cents, env().CATALOG_CURRENCY)
const amount = (cents: number) => amountOf(cents, env().CATALOG_CURRENCY)
const currency = () => env().CATALOG_CURRENCY.toUpperCase()

function planSummary({ monthlyPriceCents, annualPriceCents, allowanceCredits, limits }: PlanVersion): string {
  const included = limits
    ? `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails, ${formatNumber(limits.contacts)} contacts`
    : `${formatNumber(allowanceCredits)} credits`
  return `${included} for ${money(monthlyPriceCents)} per month or ${money(annualPriceCents)} per year`
}

const states: Record<TermsState, { label: string; tone: BadgeTone }> = {
  scheduled: { label: 'Scheduled', tone: 'warn' },
  'on-sale': { label: 'On sale', tone: 'good' },
  withdrawn: { label: 'Withdrawn', tone: 'bad' },
  replaced: { label: 'Replaced', tone: 'neutral' },
}

function State({ state, from }: { state: TermsState; from: string }) {
  return (
    <>
      <Badge tone={states[state].tone}>{states[state].label}</Badge>{' '}
      <span className="text-muted">
        from <Instant at={from} />
      </span>
    </>
  )
}

/** Fair-use limits per billing cycle for work that a limits plan includes without listing. */
const fairUseFields = (fairUse: PlanVersion['fairUse']) =>
  fairUse
    ? [
        { name: 'imagesFairUse', label: 'Images (fair use)', value: fairUse.images },
        { name: 'editsFairUse', label: 'Image edits (fair use)', value: fairUse.edits },
        { name: 'valuationsFairUse', label: 'Valuations (fair use)', value: fairUse.valuations },
        { name: 'postsFairUse', label: 'Feed posts (fair use)', value: fairUse.posts },
      ]
    : []

function PlanForms({ name, newest }: { name: string; newest: PlanVersion }) {
  const { key, description, monthlyPriceCents, annualPriceCents, allowanceCredits, limits, fairUse } = newest
  const included = limits
    ? [
        { name: 'reportsLimit', label: 'Reports', value: limits.reports },
        { name: 'emailsLimit', label: 'Emails', value: limits.emails },
        { name: 'contactsLimit', label: 'Contacts', value: limits.contacts },
        ...fairUseFields(fairUse),
      ]
    : [{ name: 'allowanceCredits', label: 'Credits per month', value: allowanceCredits }]
  return (
    <Change name={name} kind="plan" newest={newest}>
      <TermsForm
        key={key}
        action={savePlan}
        basedOn={key}
        name={name}
        description={description}
        numbers={[...included]}
        amounts={[
          { name: 'monthlyPrice', label: `Monthly price (${currency()})`, value: amount(monthlyPriceCents) },
          { name: 'annualPrice', label: `Annual price (${currency()})`, value: amount(annualPriceCents) },
        ]}
      />
    </Change>
  )
}

function PackForms({ name, newest }: { name: string; newest: PackVersion }) {
  const { key, credits, priceCents } = newest
  return (
    <Change name={name} kind="pack" newest={newest}>
      <TermsForm
        key={key}
        action={savePack}
        basedOn={key}
        name={name}
        numbers={[{ name: 'credits', label: 'Credits', value: credits }]}
        amounts={[{ name: 'price', label: `Price (${currency()})`, value: amount(priceCents) }]}
      />
    </Change>
  )
}

type ChangeProps = {
  name: string
  kind: 'plan' | 'pack'
  newest: { key: string; state: TermsState }
  children: React.ReactNode
}

function Change({ name, kind, newest, children }: ChangeProps) {
  return (
    <details className="border-t border-line pt-4">
      <summary className="cursor-pointer text-sm font-medium">Change {name}</summary>
      <div className="mt-4 grid gap-4">
        {children}
        {newest.state !== 'withdrawn' && (
          <ActionForm
            action={withdrawOffer}
            hidden={{ kind, key: newest.key }}
            submit={newest.state === 'scheduled' ? 'Withdraw scheduled terms' : 'Take off sale'}
            submitLabel={`${newest.state === 'scheduled' ? 'Withdraw scheduled terms of' : 'Take off sale:'} ${name}`}
            variant="secondary"
            size="sm"
          />
        )}
      </div>
    </details>
  )
}
