import { TwoFactor } from '@/components/auth/two-factor'
import { readFactorStatus } from '@/lib/auth/factor/enroll-factor'
import { formatDate } from '@/lib/core/text/format'
import {
  cancelTwoFactor,
  confirmTwoFactor,
  removeTwoFactor,
  renewRecoveryCodes,
  startTwoFactor,
} from './actions'

type TwoFactorSettingsProps = {
  person: { id: number; email: string }
  timeZone: string
  continueTo?: string
}

/** A person's two-factor authentication, on their profile and before the console. */
export async function TwoFactorSettings({ person, timeZone, continueTo }: TwoFactorSettingsProps) {
  const status = await readFactorStatus(person)
  return (
    <TwoFactor
      status={status.state === 'on' ? { ...status, since: formatDate(status.since, timeZone) } : status}
      start={startTwoFactor}
      cancel={cancelTwoFactor}
      confirm={confirmTwoFactor}
      renew={renewRecoveryCodes}
      remove={removeTwoFactor}
      continueTo={continueTo}
    />
  )
}
