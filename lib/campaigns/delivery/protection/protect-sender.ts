import { pauseIfBlocked } from './pause-if-blocked'
import { stopIfHarmful } from './stop-if-harmful'

/**
 * Stops or pauses a campaign before it hurts the sender: too many bounces or complaints (R42), or servers that block us (R44).
 * Safe to repeat at any time.
 */
export async function protectSender(workspaceId: number, campaignId: string): Promise<void> {
  await stopIfHarmful(workspaceId, campaignId)
  await pauseIfBlocked(workspaceId, campaignId)
}
