import { inWorkspace } from '@/db/client'
import { assertFairWording, campaignGaps } from '@/lib/campaigns/campaign-gaps'
import { readTrialAllowance } from '@/lib/campaigns/sending/trial-allowance'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { countOf } from '@/lib/core/text/format'
import { readBranding } from '@/lib/templates/render/branding'
import type { Recurring } from './rows'

/** What each run fills in from its report. */
const FILLED_IN = { area: 'x', figure: 'x', report_url: 'https://x.test' }

type Email = Pick<Recurring, 'id' | 'subject' | 'body' | 'details' | 'listId'>

/**
 * Everything that would stop the emails after the report was charged: blank fields, wording, and a trial's email limit.
 * @throws Refusal `recurring.gaps`, `campaign.wording`, `trial.emails`
 */
export async function checkEmail(ctx: WorkspaceContext, email: Email): Promise<void> {
  const { workspaceId } = ctx
  const details = email.details as Record<string, string>
  assertFairWording({ ...email, details })
  const branding = await readBranding(ctx)
  const filled = { ...email, details: { ...details, ...FILLED_IN } }
  const gaps = await inWorkspace(workspaceId, (tx) => campaignGaps(tx, workspaceId, filled, branding))
  if (gaps.length > 0)
    throw new Refusal(
      'recurring.gaps',
      `Some merge fields would be blank: ${gaps.map(({ label }) => label).join(', ')}. Fill them in, or choose another template.`,
    )
  const trial = await readTrialAllowance(ctx, email)
  if (trial && trial.wanted > trial.left)
    throw new Refusal(
      'trial.emails',
      `During your trial, you can email ${countOf(trial.left, 'more person', 'more people')} outside your workspace. This list has ${trial.wanted}.`,
    )
}
