'use client'

import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { ButtonLink } from '@/components/ui/buttons/button'
import { CopyButton } from '@/components/ui/copy/copy-button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { ActionState } from '@/lib/core/action-state'
import { FactorCodeFields, FactorCodeForm } from './factor-code-form'

type TwoFactorStatus =
  | { state: 'off' }
  | { state: 'pending'; qrCode: string; manualKey: string }
  | { state: 'on'; since: string; recoveryCodesLeft: number }

type TwoFactorProps = {
  status: TwoFactorStatus
  start: FormAction
  cancel: FormAction
  confirm: FormAction
  renew: FormAction
  remove: FormAction
  /** Where the person was going. Linked once two-factor authentication is on. */
  continueTo?: string
}

/** Turns two-factor authentication on and off. Stays mounted throughout, because recovery codes are shown once. */
export function TwoFactor({ status, start, cancel, confirm, renew, remove, continueTo }: TwoFactorProps) {
  const confirmForm = useForm(confirm, { resets: true })
  const renewForm = useForm(renew, { resets: true })
  const codes = status.state === 'on' ? (codesIn(renewForm.state) ?? codesIn(confirmForm.state)) : null
  return (
    <div className="grid gap-6">
      {codes && <RecoveryCodes codes={codes} />}
      {status.state === 'off' && (
        <div className="justify-self-start">
          <ActionButton action={start}>Set up an authenticator app</ActionButton>
        </div>
      )}
      {status.state === 'pending' && (
        <div className="grid gap-5">
          <Setup qrCode={status.qrCode} manualKey={status.manualKey} />
          <FactorCodeFields
            form={confirmForm}
            submit="Turn on two-factor authentication"
            hint="Enter the six-digit code from your app."
          />
          <div className="justify-self-start">
            <ActionButton action={cancel} variant="ghost" size="sm">
              Cancel setup
            </ActionButton>
          </div>
        </div>
      )}
      {status.state === 'on' && (
        <>
          <p className="text-sm">
            <Badge tone="good">On</Badge> since {status.since}. {recoveryCodesLabel(status.recoveryCodesLeft)}
          </p>
          {continueTo && (
            <ButtonLink href={continueTo} className="justify-self-start">
              Continue
            </ButtonLink>
          )}
          <details>
            <summary className="cursor-pointer text-sm font-medium">Create new recovery codes</summary>
            <div className="mt-4">
              <FactorCodeFields form={renewForm} submit="Create recovery codes" variant="secondary" />
            </div>
          </details>
          <details>
            <summary className="cursor-pointer text-sm font-medium">
              Turn off two-factor authentication
            </summary>
            <div className="mt-4">
              <FactorCodeForm action={remove} submit="Turn off" variant="danger" />
            </div>
          </details>
        </>
      )}
    </div>
  )
}

function Setup({ qrCode, manualKey }: { qrCode: string; manualKey: string }) {
  return (
    <div className="grid gap-3">
      <p className="text-sm">
        Scan this with your authenticator app, such as 1Password, Google Authenticator or Authy.
      </p>
      {/* biome-ignore lint/performance/noImgElement: an inline image has nothing to optimize. */}
      <img
        src={qrCode}
        alt="QR code for your authenticator app"
        width={192}
        height={192}
        className="rounded-control border border-line bg-white"
      />
      <p className="text-sm text-muted">
        Or enter this key: <code className="mr-3 break-words text-ink select-all">{manualKey}</code>
        <CopyButton text={manualKey} what="the key for your authenticator app" />
      </p>
    </div>
  )
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <Alert
      tone="good"
      title="Save these recovery codes now. You won’t see them again."
      action={<CopyButton text={codes.join('\n')} what="the recovery codes" />}
    >
      <p>Use them if you lose your phone. Each code works once. Keep them in a password manager.</p>
      <ul className="mt-3 grid gap-1 font-mono sm:grid-cols-2" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function recoveryCodesLabel(left: number): string {
  if (left === 0) return 'You have no recovery codes left. Create new ones.'
  return left === 1 ? 'You have 1 recovery code left.' : `You have ${left} recovery codes left.`
}

function codesIn(state: ActionState): string[] | null {
  if (!state?.ok || typeof state.data !== 'object' || state.data === null) return null
  const codes: unknown = Reflect.get(state.data, 'recoveryCodes')
  return Array.isArray(codes) ? codes.map(String) : null
}
