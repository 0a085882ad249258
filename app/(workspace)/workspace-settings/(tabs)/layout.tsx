import { SettingsFrame } from '@/components/workspace/settings-frame'

/** A page for each tab, so that none loads the scripts of another. `/workspace-settings?tab=...` leads here (next.config.ts). */
export default function SettingsLayout({ children }: LayoutProps<'/workspace-settings'>) {
  return <SettingsFrame>{children}</SettingsFrame>
}
