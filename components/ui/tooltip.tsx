'use client'

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'

/** A hint on hover or focus. Never the only place where something is said: touch has no hover. */
export function Tooltip({ hint, children }: { hint: React.ReactNode; children: React.ReactElement }) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={8} collisionPadding={8}>
          <BaseTooltip.Popup className="max-w-64 rounded-control bg-ink px-3 py-2 text-xs leading-relaxed text-paper shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {hint}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
