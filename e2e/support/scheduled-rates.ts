import { expect, type Page } from '@playwright/test'
import { withDatabase } from './agency'

/** A rate card price: the action's name in the console and its price per started block. */
export type Rate = { action: string; label: string; credits: number; per: number; minimum: number }

const labels: Record<string, string> = {
  'report.generate': 'Generate a report',
  'image.generate': 'Generate an AI image',
  'image.regenerate': 'Regenerate an AI image',
  'image.edit': 'Edit an AI image',
  'feed.post': 'Property feed post',
  'valuation.instant': 'Instant Valuation',
  'campaign.send': 'Email campaign',
}

/** The active prices and the same prices raised by one credit each. */
export async function raisedRates(): Promise<{ before: Rate[]; after: Rate[] }> {
  const rows = await withDatabase(
    (sql) => sql<Omit<Rate, 'label'>[]>`select action, credits, per, minimum from rate_card_prices
      where version = (select version from rate_cards where effective_at <= market_now()
        order by effective_at desc, version desc limit 1)`,
  )
  const before = rows.map((row) => ({ ...row, label: labels[row.action] ?? '' }))
  const after = before.map((rate) => ({
    ...rate,
    credits: rate.credits + 1,
    minimum: rate.minimum > 0 ? rate.minimum + 1 : 0,
  }))
  return { before, after }
}

/** The product's time in `hours` hours, formatted for a field of the console. */
export async function clockIn(hours: number): Promise<string> {
  return withDatabase(async (sql) => {
    const [row] = await sql`select to_char((market_now() + ${`${hours} hours`}::interval) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI') as at`
    return String(row?.at)
  })
}

/** Schedules rates the way an operator does: each price by hand, for a future time. */
export async function scheduleRates(console: Page, rates: readonly Rate[], at: string): Promise<void> {
  await console.goto('/admin/rate-card')
  for (const { label, credits, minimum } of rates) {
    await console.getByLabel(`${label}: Credits`, { exact: true }).fill(String(credits))
    await console.getByLabel(`${label}: Minimum`, { exact: true }).fill(String(minimum))
  }
  await console.getByLabel('Effective from (UTC)').fill(at)
  await console.getByLabel('Reason').fill('A browser test of a scheduled change')
  const preview = console.getByRole('region', { name: 'Price changes' })
  await expect(preview.getByRole('listitem')).toHaveCount(rates.length)
  await console.getByRole('button', { name: 'Save new version' }).click()
  await expect(console.getByRole('region', { name: 'Versions' }).getByRole('listitem').first()).toContainText(
    'Scheduled',
  )
}
