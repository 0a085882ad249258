import { Meter } from '@/components/ui/meter'
import type { LimitMeter } from '@/lib/billing/views'
import { formatNumber } from '@/lib/core/text/format'
import type { Usage, UsageTone } from '@/lib/credits/shared/usage'
import { meterLines, usageHeadline, usageLabel } from './credit-labels'
import { ToneDot } from './tone-dot'

/** The share of the cycle's credits that is used, as a bar with its color and as text (R21). */
export function UsageBar({ usage, id, size = 'md' }: { usage: Usage; id?: string; size?: 'md' | 'lg' }) {
  const words = usageLabel(usage)
  return (
    <div className="grid gap-2">
      <Meter
        label="Credits used"
        value={usage.totalCredits > 0 ? usage.usedCredits : 0}
        max={Math.max(1, usage.totalCredits)}
        tone={usage.tone}
        valueText={words}
        className={size === 'lg' ? 'h-3' : undefined}
      />
      <p id={id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
        <span>{words}</span>
        <ToneLabel tone={usage.tone}>{usageHeadline(usage)}</ToneLabel>
      </p>
    </div>
  )
}

function ToneLabel({ tone, children }: { tone: UsageTone; children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <ToneDot tone={tone} />
      {children}
    </span>
  )
}

/** The bars of a limits plan, which replace the balance (R3). */
export function LimitMeters({ meters, id }: { meters: LimitMeter[]; id?: string }) {
  return (
    <ul id={id} className="grid gap-3.5">
      {meterLines(meters).map(({ metric, label, words, tone, used, limit }) => (
        <li key={metric} className="grid gap-1.5">
          <p className="flex items-baseline justify-between gap-3 text-sm">
            <span className="font-medium">{label}</span>
            <span className="text-muted">{words}</span>
          </p>
          <Meter
            label={`${label} used`}
            value={Math.min(used, limit)}
            max={Math.max(1, limit)}
            tone={tone}
            valueText={words}
          />
          {used >= limit && (
            <p className="text-sm text-bad-ink">
              You’ve reached the limit of {formatNumber(limit)} until the reset.
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
