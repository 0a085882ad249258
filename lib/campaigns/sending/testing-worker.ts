import { sendCampaign } from './send-campaign'

/** A process of its own that sends one campaign, for the test that kills it in the middle. */
const [workspaceId, id] = process.argv.slice(2)
await sendCampaign({ workspaceId: Number(workspaceId), id: id ?? '' }, { outbox: { perSecond: 60 } })
process.exit(0)
